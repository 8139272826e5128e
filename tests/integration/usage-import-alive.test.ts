import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { countUsage } from '@/lib/usage/count'
import { unmasked } from '@/tests/support/account'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import { day, importArgs, importFiles, largeFiles } from '@/tests/support/usage-files'

const { pool, write } = useImports()

test('during imports 50 searches a second go on, and each sees a day as it was before or after', async () => {
  const period = { startDate: day, startHour: 0, endDate: day, endHour: 23 }
  const user = unmasked('04')
  const sizes = [12_000, 9_000]
  const versions = await Promise.all(
    sizes.map((destinations, index) =>
      write(largeFiles({ contractNumbers: ['04'], destinations, seed: `alive ${index}` })),
    ),
  )
  const figures = async () => {
    const { records, charge } = await countUsage(user, period, 'destination')
    return `${records} ${charge}`
  }
  const known = new Set<string>()
  for (const version of versions) {
    await importFiles(version)
    known.add(await figures())
  }
  expect(known.size).toBe(2)

  let isLoading = true
  const loading = (async () => {
    for (const version of [0, 1, 0, 1]) await importFiles(versions[version]!)
    // A month of its own: making its partitions must not stop anybody either.
    const other = await write(
      largeFiles({ contractNumbers: ['05'], destinations: 500, seed: 'other', date: '2026-09-15' }),
    )
    await importFiles({ ...other, date: '2026-09-15' })
  })().finally(() => (isLoading = false))
  const seen: string[] = []
  const searches: Promise<void>[] = []
  while (isLoading) {
    searches.push(figures().then((found) => void seen.push(found)))
    await pause(20)
  }
  await loading
  await Promise.all(searches)
  expect(seen.length).toBeGreaterThan(20)
  expect(seen.filter((found) => !known.has(found))).toEqual([])
}, 60_000)

test('a new month is made while a search holds its tables, and without stopping the next search', async () => {
  const reader = await pool().connect()
  await reader.query('BEGIN; SELECT count(*) FROM usage_call; SELECT count(*) FROM usage_destination')
  try {
    const files = await write(
      largeFiles({ contractNumbers: ['04'], destinations: 10, seed: 'm', date: '2024-05-05' }),
    )
    expect((await importFiles({ ...files, date: '2024-05-05' })).outcome).toBe('loaded')
  } finally {
    await reader.query('COMMIT')
    reader.release()
  }
})

/** The most memory that a process has had resident, MiB. */
async function peakMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024
}

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux(
  'memory does not grow with the size of the day',
  async () => {
    const peaks: number[] = []
    for (const destinations of [20_000, 400_000]) {
      const date = destinations > 20_000 ? '2026-08-11' : '2026-08-10'
      const files = await write(largeFiles({ contractNumbers: ['04'], destinations, seed: 'm', date }))
      const { child, ended } = startCli(
        pool().options.connectionString!,
        importArgs({ ...files, date }, '--json'),
      )
      let peak = 0
      const watch = setInterval(
        () => void peakMiB(child.pid!).then((now) => (peak = Math.max(peak, now))),
        50,
      )
      expect(await ended).toMatchObject({ code: 0 })
      clearInterval(watch)
      peaks.push(peak)
    }
    const [small, large] = peaks as [number, number]
    expect(small).toBeGreaterThan(20)
    // The larger file alone has 38 MB.
    expect(large - small).toBeLessThan(64)
  },
  120_000,
)
