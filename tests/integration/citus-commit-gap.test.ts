import { newConnection } from '@/lib/db/pool'
import { sumMonth } from '@/lib/statements/month-totals'
import { copyTotals } from '@/lib/usage/copy-totals'
import { copySeenLoad, inOneLoad } from '@/lib/usage/seen-load'
import { unmasked } from '@/tests/support/account'
import { describeOnCitus } from '@/tests/support/citus-only'
import { useImports } from '@/tests/support/imports'
import { day } from '@/tests/support/usage-files'

const loads = 25

describeOnCitus('between the moments at which a load is seen on the machines', () => {
  const { loadCalls } = useImports(['04', '05'])
  const month = day.slice(0, 7)
  const target = {
    search: { startDate: day, startHour: 0, endDate: day, endHour: 23, by: 'call', output: 'bulk' },
  } as const

  test('no reader sees figures of one load with the number of another', async () => {
    let isLoading = true
    const seen: { load: number; calls: number; isFile: boolean }[] = []
    // The nth load brings n calls.
    const load = async () => {
      for (let calls = 1; calls <= loads; calls++)
        await loadCalls({ '04': calls, '05': calls }, day, { allowFewer: true })
      isLoading = false
    }
    const readPages = async (contractNumber: string) => {
      while (isLoading)
        await inOneLoad(contractNumber, async (db, end) => {
          const logged = await db.usageImport.findFirst({
            where: end === 'newest' ? {} : { id: { lte: end } },
            orderBy: { id: 'desc' },
          })
          const { call } = await sumMonth({ contractNumber, month }, db)
          seen.push({ load: Number(logged?.id ?? 0), calls: call.records, isFile: false })
        })
    }
    const readFiles = async (contractNumber: string) => {
      const client = newConnection()
      await client.connect()
      while (isLoading) {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        const id = await copySeenLoad(client, contractNumber)
        const { records } = await copyTotals(client, unmasked(contractNumber), target)
        await client.query('COMMIT')
        seen.push({ load: Number(id), calls: records, isFile: true })
      }
      await client.end()
    }
    await Promise.all([
      load(),
      ...['04', '05', '04', '05'].map(readPages),
      ...['04', '05', '04', '05'].map(readFiles),
    ])
    expect(seen.length).toBeGreaterThan(200)
    expect(new Set(seen.map(({ load }) => load)).size).toBeGreaterThan(loads / 2)
    expect(seen.filter(({ load, calls }) => load !== calls)).toEqual([])
  }, 180_000)
})
