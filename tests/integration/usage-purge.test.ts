import { purgeQuestion, purgeWarnings } from '@/lib/cli/usage-text'
import { purgeUsage } from '@/lib/ingest/purge-usage'
import type { UsageFile } from '@/lib/ingest/usage-file'
import { verifyUsage } from '@/lib/ingest/verify-usage'
import { correctedSince, latestCorrection } from '@/lib/usage/corrections'
import { loadedDays } from '@/lib/usage/loaded-days'
import type { UsageKind } from '@/lib/usage/search'
import { copySeenLoad } from '@/lib/usage/seen-load'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import {
  digestTables,
  emptyUsage,
  fileOf,
  goodCall,
  goodDestinations,
  importFiles,
  largeFiles,
} from '@/tests/support/usage-files'

const { pool, write } = useImports()
/** Where all that is loaded must stay yet. */
const run = (...args: string[]) => runPromising('600', ...args)
const runPromising = (USAGE_RETENTION_MONTHS: string, ...args: string[]) =>
  startCli(pool().options.connectionString!, ['usage', ...args], { variables: { USAGE_RETENTION_MONTHS } })
    .ended
const rowsOf = async (table: string) => (await pool().query(`SELECT * FROM ${table}`)).rowCount

beforeEach(() => emptyUsage(pool()))

const load = async (date: string, seed = '1') =>
  importFiles({
    ...(await write(largeFiles({ contractNumbers: ['04'], destinations: 100, seed, date }))),
    date,
  })

/** A call of September's last minute, one of whose destinations is dialled in October, unless that is taken away. */
async function loadLateDestination({ isTakenAway = false, lineEnd = '\n' } = {}) {
  const at = '2026-09-30 23:59:30'
  const [first, second] = goodDestinations as [string[], string[]]
  const late = [first.with(3, at), second.with(3, '2026-10-01 00:00:10')]
  const call = goodCall.with(2, at)
  const callOfOne = call.with(7, '1').with(9, '1').with(10, '1').with(12, '19')
  const written = (file: UsageFile, rows: string[][]) => fileOf(file, rows).replaceAll('\n', lineEnd)
  const files = await write({
    calls: written('calls', [isTakenAway ? callOfOne : call]),
    destinations: written('destinations', isTakenAway ? late.slice(0, 1) : late),
  })
  return importFiles({ ...files, date: '2026-09-30', allowFewer: true })
}

test('a day is imported, corrected and purged, and each says so', async () => {
  const period = {
    startDate: '2026-09-01',
    startHour: 0,
    endDate: '2026-09-30',
    endHour: 23,
    by: 'call',
  } as const
  await load('2026-09-10')
  expect(await latestCorrection(new Date())).toBeUndefined()
  expect(await correctedSince('04', period, 0n)).toMatchObject({ date: '2026-09-10' })
  const read = await copySeenLoad(pool(), '04')
  expect(await correctedSince('04', period, read)).toBeUndefined()

  await load('2026-09-10', '2')
  expect(await latestCorrection(new Date())).toMatchObject({ date: '2026-09-10' })
  expect(await latestCorrection(new Date(Date.now() + 32 * 86_400_000))).toBeUndefined()
  expect(await correctedSince('04', period, read)).toMatchObject({ date: '2026-09-10' })
  expect(await correctedSince('04', { ...period, startDate: '2026-09-11' }, read)).toBeUndefined()

  const log = JSON.parse((await run('imports', '--json')).stdout)
  expect(log).toMatchObject([
    { date: '2026-09-10', isCorrection: false, isStanding: false, destinations: 100 },
    { date: '2026-09-10', isCorrection: true, isStanding: true, importedBy: 'operator:test' },
  ])
  expect((await run('imports', '--from', '2026-09-10')).stdout.split('\n')[2]).toMatch(
    /^2026-09-10 .* operator:test +correction +[\d,]+ +100 /,
  )

  await load('2026-10-10')
  expect(await run('purge', '--before', '2026-10-01', '--allow-early', '--yes', '--json')).toMatchObject({
    code: 0,
  })
  expect(await loadedDays(new Date())).toMatchObject({ retainedFrom: '2026-10-01' })
  expect(await rowsOf('usage_destination')).toBe(100)
  expect(await rowsOf('usage_import')).toBe(3)
  expect(await verifyUsage({}, { verifying: () => {}, waiting: () => {} })).toMatchObject({ differences: [] })
  await expect(load('2026-09-10')).rejects.toMatchObject({
    refusal: { code: 'monthPurged', before: '2026-10-01' },
  })
  expect((await load('2026-10-09')).outcome).toBe('loaded')
})

test('a load is told for the month in which its late destinations lie, too', async () => {
  const october = { startDate: '2026-10-01', startHour: 0, endDate: '2026-10-31', endHour: 23 }
  const byDestination = { ...october, by: 'destination' } as const
  await load('2026-09-10')
  expect(await correctedSince('04', byDestination, 0n)).toBeUndefined()
  await loadLateDestination()
  expect(await correctedSince('04', byDestination, 0n)).toMatchObject({ date: '2026-09-30' })
  expect(await correctedSince('04', { ...october, by: 'call' }, 0n)).toBeUndefined()
})

test('a load that takes late destinations away is told for the month in which they lay', async () => {
  const october = { startDate: '2026-10-01', startHour: 0, endDate: '2026-10-31', endHour: 23 }
  const correctionAfter = (read: bigint, by: UsageKind = 'destination', contract = '04') =>
    correctedSince(contract, { ...october, by }, read)
  await loadLateDestination()
  const read = await copySeenLoad(pool(), '04')
  expect(await loadLateDestination({ isTakenAway: true })).toMatchObject({ outcome: 'corrected' })
  expect(await correctionAfter(read)).toMatchObject({ date: '2026-09-30' })
  expect(await correctionAfter(read, 'call')).toBeUndefined()
  expect(await correctionAfter(read, 'destination', '05')).toBeUndefined()

  // The same destinations again are no change, whatever lay there before.
  const readSince = await copySeenLoad(pool(), '04')
  expect(await loadLateDestination({ isTakenAway: true, lineEnd: '\r\n' })).toMatchObject({
    outcome: 'corrected',
  })
  expect(await correctionAfter(readSince)).toBeUndefined()
  expect(await correctionAfter(read)).toMatchObject({ date: '2026-09-30' })
})

test('a destination dialled after the purged month stays with its own month, totals and all', async () => {
  await loadLateDestination()
  await purgeUsage('2026-10-01', 'operator:test')
  const { rows } = await pool().query('SELECT destination_no, usage_date::text AS day FROM usage_destination')
  expect(rows).toEqual([{ destination_no: 2, day: '2026-09-30' }])
  expect(await rowsOf('usage_call')).toBe(0)
  const verify = (repair: boolean) => verifyUsage({ repair }, { verifying: () => {}, waiting: () => {} })
  expect((await verify(false)).differences).toEqual([])
  await pool().query('UPDATE usage_hour SET charge = charge + 1')
  expect((await verify(false)).differences).toMatchObject([
    { date: '2026-09-30', against: 'hours', measure: 'charge' },
  ])
  expect(await verify(true)).toMatchObject({ differences: [], repaired: ['2026-09-30'] })
})

test('a purge waits for a search and an import, and takes everything or nothing', async () => {
  await load('2026-09-10')
  const reader = await pool().connect()
  await reader.query('BEGIN; SELECT count(*) FROM usage_destination')
  const before = await digestTables(pool())
  let purging: ReturnType<typeof purgeUsage> | undefined
  const waited = new Promise<void>((resolve) => {
    purging = purgeUsage('2026-10-01', 'operator:test', resolve)
  })
  await waited
  // It stands back between its tries: another search comes through meanwhile.
  expect(await digestTables(pool())).toEqual(before)
  await reader.query('COMMIT')
  reader.release()
  expect(await purging).toMatchObject({ months: ['2026-09-01'], destinations: 100 })
  expect(await rowsOf('usage_hour')).toBe(0)
})
test.each([
  [
    ['--before', '2026-10-02', '--yes'],
    2,
    /^Whole months are deleted. Give the first day of a month: 2026-10-01\n$/,
  ],
  [['--before', '2999-01-01', '--yes'], 2, /^2999-01-01 is after this month/],
  [['--before', '2026-13-01', '--yes'], 2, /^2026-13-01 is not a day/],
  [
    ['--before', '2026-10-01', '--yes'],
    1,
    /^\d{4}-\d\d must be kept until \d{4}-\d\d-\d\d .*--before \d{4}-\d\d-01, or add --allow-early/,
  ],
  [
    ['--before', '2026-10-01', '--allow-early'],
    2,
    /^Nobody can be asked here\. .* run the command with --yes\.\n$/,
  ],
])('purge %j is refused and deletes nothing', async (args, code, line) => {
  await load('2026-09-10')
  const before = await digestTables(pool())
  expect(await run('purge', ...args)).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(line) })
  expect(await digestTables(pool())).toEqual(before)
})

test('where nothing is promised, a purge says that nothing was checked, before and after', async () => {
  await load('2026-09-10')
  const warning = 'Warning: USAGE_RETENTION_MONTHS is not set here, so nothing was checked against'
  const plan = { months: ['2026-09-01'], calls: 1, destinations: 1 }
  expect(purgeQuestion('2026-10-01', plan, purgeWarnings(undefined))).toMatch(
    new RegExp(`^${warning}.*\\nThis deletes 2026-09: 1 call and 1 destination\\.`),
  )
  expect(purgeQuestion('2026-10-01', plan, purgeWarnings(14))).toMatch(/^This deletes/)
  expect(await runPromising('', 'purge', '--before', '2026-09-01', '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Deleted everything before 2026-09-01/),
    stderr: expect.stringContaining(warning),
  })
  const { stdout, stderr } = await runPromising('', 'purge', '--before', '2026-10-01', '--yes', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ purged: true, warnings: [{ reason: 'nothingPromised' }] })
  expect(stderr).toBe('')
})

test('what is purged already is nothing to purge: it is said without a question, and no failure', async () => {
  await purgeUsage('2026-10-01', 'operator:test')
  const before = await digestTables(pool())
  expect(await run('purge', '--before', '2026-09-01')).toEqual({
    code: 0,
    stdout: 'Everything before 2026-10-01 has already been deleted. Nothing was changed.\n',
    stderr: '',
  })
  expect(JSON.parse((await run('purge', '--before', '2026-10-01', '--yes', '--json')).stdout)).toEqual({
    purged: false,
    before: '2026-10-01',
  })
  expect(await digestTables(pool())).toEqual(before)
})
