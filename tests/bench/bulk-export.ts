import { setTimeout as pause } from 'node:timers/promises'
import { connectDatabase } from '@/lib/db/pool'
import { PlainError } from '@/lib/plain-error'
import { usageFileQuery } from '@/lib/usage/copy-usage'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { periodInstants } from '@/lib/usage/period'
import type { UsageSearch } from '@/lib/usage/search'
import { orderSet, whenReady, type MadeSet } from './support/bench-set'
import { execute } from './support/kept-database'
import type { Figure, Measure } from './support/measure'
import { openPsql } from './support/psql'
import { highestWhile, residentMebibytes } from './support/server-process'
import { measureInTurn, median } from './support/statistics'

const settleMilliseconds = 1_000
const warmUps = 2

/** A bulk export of 100,000 records, made by the server's own worker, against the same rows by psql. */
export const bulkExport: Measure = {
  name: 'bulk',
  async run({ data: dataOf, portal: portalOf, pairs }, size) {
    const data = await dataOf(size)
    const { pid } = await portalOf(size)
    if (!data.bulkPeriod)
      throw new PlainError(`Data of ${size.label} holds no search of ${bulkRecordsMax} records.`)
    const search: UsageSearch = { ...data.bulkPeriod, output: 'bulk', by: 'destination' }
    const query = usageFileQuery({
      contractNumber: data.contractNumber,
      masksNumbers: false,
      callers: 'all',
      kind: 'destination',
      period: periodInstants(search),
    })
    const psql = await openPsql(data.databaseUrl)
    if (!psql) throw new PlainError('There is no psql to hold a bulk export against.')
    const pool = connectDatabase(data.databaseUrl)

    const waits: number[] = []
    const added: number[] = []
    const make = async () => {
      await pause(settleMilliseconds)
      const before = residentMebibytes(pid)
      let made: MadeSet | undefined
      const highest = await highestWhile(pid, async () => {
        made = await execute(data.databaseUrl, async (client) =>
          whenReady(client, await orderSet(client, data.contractNumber, search)),
        )
      })
      added.push(highest - before)
      waits.push(made!.untilStart)
      return made!.milliseconds
    }
    const copy = () => psql.copy(query)
    await measureInTurn(warmUps, make, copy)
    waits.length = added.length = 0
    const { a, b, ratio } = await measureInTurn(pairs, make, copy)
    psql.end()
    await pool.end()

    const figures: Figure[] = [
      {
        what: 'bulk export of 100,000, start to ready, against psql \\copy',
        a: { label: size.label, value: median(a) },
        b: { label: 'psql', value: median(b) },
        unit: 'ms',
        value: ratio,
        allowed: { atMost: 2 },
      },
      {
        what: 'bulk export, request to start',
        a: { label: size.label, value: median(waits) },
        b: { label: 'longest', value: Math.max(...waits) },
        unit: 'ms',
        value: Math.max(...waits),
        valueUnit: 'ms',
        allowed: { atMost: 1_000 },
      },
      {
        what: 'memory that a bulk export adds to its process',
        a: { label: size.label, value: median(added) },
        b: { label: 'most', value: Math.max(...added) },
        unit: 'MiB',
        value: median(added),
        valueUnit: 'MiB',
        allowed: { atMost: 32 },
      },
    ]
    return figures
  },
}
