import { setTimeout as pause } from 'node:timers/promises'
import { getPrisma } from '@/lib/db/prisma'
import { listImports } from '@/lib/ingest/list-imports'
import { closeMonth } from '@/lib/statements/close-month'
import { listMonths } from '@/lib/statements/list-months'
import { readStatement } from '@/lib/statements/read-statement'
import type { UsageKind } from '@/lib/usage/search'
import { createTestUser } from '@/tests/support/account'
import { startCli } from '@/tests/support/cli'
import { useImports } from '@/tests/support/imports'
import { emptyUsage, fileOf, goodCall, goodDestinations, importArgs } from '@/tests/support/usage-files'

const { pool, databaseUrl, write, load, loadCalls } = useImports(['04', '05'])
const run = (...args: string[]) => startCli(databaseUrl(), ['usage', ...args]).ended
const now = new Date('2026-12-05T03:00:00Z')
const source = { address: null, userAgent: null }
const first = { month: '2026-11', operator: 'test', allowMissing: true }

const users: Record<string, Awaited<ReturnType<typeof createTestUser>>> = {}
beforeAll(async () => {
  for (const contractNumber of ['04', '05']) users[contractNumber] = await createTestUser({ contractNumber })
})
beforeEach(() => emptyUsage(pool()))

const read = (contract = '04', by: UsageKind = 'call') =>
  readStatement(users[contract]!, { month: '2026-11', by }, { kind: 'statementViewed', source }, now)

/** So many calls of each contract; each is of 38 yen. */
const loadDay = (date: string, counts: Record<string, number>) =>
  loadCalls(counts, date, { allowFewer: true })

test('a correction is told with what the day came to before and after, to the contract that it changed', async () => {
  await loadDay('2026-11-03', { '04': 3, '05': 2 })
  await loadDay('2026-11-03', { '04': 3, '05': 5 })
  await loadDay('2026-11-04', { '04': 1 })
  expect((await read('04'))!.corrections).toEqual([])
  expect((await read('05'))!.corrections).toMatchObject([
    {
      date: '2026-11-03',
      before: { records: 2, charge: 76n },
      after: { records: 5, charge: 190n },
      isAfterClosing: false,
    },
  ])
  expect((await read('05', 'destination'))!.corrections).toMatchObject([
    { before: { records: 4, charge: 76n }, after: { records: 10, charge: 190n } },
  ])
  await loadDay('2026-11-03', { '04': 3 })
  const [, taken] = (await read('05'))!.corrections
  expect(taken).toMatchObject({ before: { records: 5 }, after: { records: 0, charge: 0n } })
  // Its month has nothing of the contract any more, and says why.
  expect((await read('05'))!.total.charge).toBe(0n)
  expect(await listMonths(users['05']!, now)).toMatchObject([
    { month: '2026-11', corrections: 2, charge: 0n },
  ])
  expect(await listMonths(users['04']!, now)).toMatchObject([{ month: '2026-11', corrections: 0 }])
})

test('records that are others with the same charge are a correction, the same ones in other order are none', async () => {
  const [one, two] = goodDestinations as [string[], string[]]
  const calls = fileOf('calls', [goodCall])
  await load({ calls, destinations: fileOf('destinations', [one, two]) })
  await load({ calls, destinations: fileOf('destinations', [two, one]) })
  expect((await read('04', 'destination'))!.corrections).toEqual([])
  const elsewhere = two.with(6, 'KOREA')
  await load({ calls, destinations: fileOf('destinations', [one, elsewhere]) })
  expect((await read('04', 'destination'))!.corrections).toMatchObject([
    { before: { charge: 38n }, after: { charge: 38n } },
  ])
  expect((await read('04', 'call'))!.corrections).toEqual([])
})

test('a correction of the day before counts by destination where what it dialled late is in the month', async () => {
  const at = '2026-10-31 23:59:30'
  const [one, two] = goodDestinations as [string[], string[]]
  const files = (charge: string) => ({
    calls: fileOf('calls', [goodCall.with(2, at).with(12, String(19 + Number(charge)))]),
    destinations: fileOf('destinations', [
      one.with(3, at),
      two.with(3, '2026-11-01 00:00:10').with(12, charge),
    ]),
  })
  await load(files('19'), { date: '2026-10-31' })
  await load(files('20'), { date: '2026-10-31' })
  expect(await read('04', 'destination')).toMatchObject({
    total: { records: 1, charge: 20n },
    corrections: [{ date: '2026-10-31', before: { charge: 38n }, after: { charge: 39n } }],
  })
  expect(await read('04', 'call')).toMatchObject({ total: { records: 0 }, corrections: [] })
})

test('a correction that takes away what the day before dialled late is told in the month that it lay in', async () => {
  const at = '2026-10-31 23:59:30'
  const [one, two] = goodDestinations as [string[], string[]]
  const late = [one.with(3, at), two.with(3, '2026-11-01 00:00:10')]
  const call = goodCall.with(2, at)
  await loadDay('2026-11-03', { '04': 1 })
  await load(
    { calls: fileOf('calls', [call]), destinations: fileOf('destinations', late) },
    { date: '2026-10-31' },
  )
  expect(await read('04', 'destination')).toMatchObject({ total: { records: 3 }, corrections: [] })
  await load(
    {
      calls: fileOf('calls', [call.with(7, '1').with(9, '1').with(10, '1').with(12, '19')]),
      destinations: fileOf('destinations', late.slice(0, 1)),
    },
    { date: '2026-10-31', allowFewer: true },
  )
  expect(await read('04', 'destination')).toMatchObject({
    total: { records: 2 },
    corrections: [{ date: '2026-10-31', before: { records: 2 }, after: { records: 1 } }],
  })
  expect((await read('04', 'call'))!.corrections).toEqual([])
  // A month of which the contract has nothing has no sheet, whatever was corrected before it.
  await loadDay('2026-11-30', { '04': 2 })
  await loadDay('2026-11-30', { '04': 1 })
  expect(
    await readStatement(
      users['04']!,
      { month: '2026-12', by: 'destination' },
      { kind: 'statementViewed', source },
      now,
    ),
  ).toBeUndefined()
})

test('a closed month keeps its figures: later loads are told with their difference, in the sheet and in the log', async () => {
  await loadDay('2026-11-03', { '04': 3, '05': 2 })
  await loadDay('2026-11-03', { '04': 4, '05': 2 })
  const closed = await closeMonth(first, now)
  expect(closed).toMatchObject({ outcome: 'closed', closedBy: 'operator:test' })
  expect(closed.missingDays).toHaveLength(29)
  expect(await read()).toMatchObject({
    closing: { closedAt: now, figures: { records: 4, charge: 152n } },
    corrections: [{ isAfterClosing: false }],
  })

  await loadDay('2026-11-03', { '04': 6, '05': 2 })
  await loadDay('2026-11-04', { '04': 1 })
  expect(await read()).toMatchObject({
    total: { charge: 266n },
    closing: { figures: { charge: 152n } },
    corrections: [
      { isAfterClosing: false },
      { date: '2026-11-03', before: { charge: 152n }, after: { charge: 228n }, isAfterClosing: true },
      { date: '2026-11-04', before: undefined, after: { charge: 38n }, isAfterClosing: true },
    ],
  })
  expect((await read())!.closing).not.toHaveProperty('importId')
  expect((await listMonths(users['04']!, now))[0]).toMatchObject({
    closedAt: now,
    corrections: 3,
    correctionsAfterClosing: 2,
  })
  // What changed for one contract is nothing to the other; that the missing day came is.
  expect((await read('05'))!.corrections).toMatchObject([{ date: '2026-11-04', after: { records: 0 } }])
  expect((await read('05'))!.closing!.figures).toMatchObject({ records: 2, charge: 76n })
  expect((await listImports({})).map(({ isAfterClosing }) => isAfterClosing)).toEqual([
    false,
    false,
    true,
    true,
  ])

  expect(await closeMonth({ ...first, operator: 'other' }, new Date())).toMatchObject({
    outcome: 'already',
    closedBy: 'operator:test',
    closedAt: now,
  })
  expect(await getPrisma().closedMonth.count()).toBe(1)
  const events = await getPrisma().securityEvent.findMany({ where: { kind: 'monthClosed' } })
  expect(events).toMatchObject([
    { actor: 'operator:test', accountId: null, detail: { month: '2026-11', missingDays: 29 } },
  ])
})

test('a closing waits for a machine that does not show the newest load yet, and is refused where it never does', async () => {
  await loadDay('2026-11-03', { '04': 1, '05': 1 })
  await loadDay('2026-11-03', { '04': 2, '05': 1 })
  const note = (importId: number) =>
    getPrisma().usageLoad.update({ where: { contractNumber: '04' }, data: { importId } })
  await note(1)
  await expect(closeMonth(first, now)).rejects.toMatchObject({
    refusal: { code: 'loadUnseen', month: '2026-11' },
  })
  expect(await getPrisma().closedMonth.count()).toBe(0)
  const closing = closeMonth(first, now)
  await pause(1_000)
  await note(2)
  expect(await closing).toMatchObject({ outcome: 'closed' })
  expect(await getPrisma().closedMonth.findMany()).toMatchObject([{ importId: 2n }])
}, 30_000)

test('of closings at once one closes, the others find it closed', async () => {
  await loadDay('2026-11-03', { '04': 1 })
  const closings = await Promise.all(
    ['a', 'b', 'c'].map((operator) => closeMonth({ ...first, operator }, now)),
  )
  expect(closings.filter(({ outcome }) => outcome === 'closed')).toHaveLength(1)
  expect(new Set(closings.map(({ closedBy }) => closedBy)).size).toBe(1)
})

test('the command refuses a month with missing days, one that is not over, and one that is none', async () => {
  await loadDay('2026-10-03', { '04': 2 })
  const refused = await run('close', '--month', '2026-10')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('30 days have not been loaded: 2026-10-01, 2026-10-02, 2026-10-04')
  expect(await getPrisma().closedMonth.count()).toBe(0)
  for (const month of ['2999-01', new Date().toISOString().slice(0, 7), '2026-13', '2026-10-01'])
    expect((await run('close', '--month', month)).code).toBe(2)
})

test('the command closes a month once, and a day that comes later is said to be after the closing', async () => {
  await loadDay('2026-10-03', { '04': 2 })
  const closed = await run('close', '--month', '2026-10', '--allow-missing')
  expect(closed).toMatchObject({ code: 0, stdout: expect.stringContaining('2026-10 is closed.') as string })
  const again = await run('close', '--month', '2026-10', '--json')
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({ outcome: 'already', closedBy: 'operator:suzuki' })

  const files = await write({
    calls: fileOf('calls', [goodCall.with(2, '2026-10-04 09:00:00')]),
    destinations: fileOf(
      'destinations',
      goodDestinations.map((row) => row.with(3, '2026-10-04 09:00:00')),
    ),
  })
  const late = await startCli(databaseUrl(), importArgs({ ...files, date: '2026-10-04' })).ended
  expect(late).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2026-10 has been closed') as string,
  })
  expect((await run('imports')).stdout).toMatch(/2026-10-04 .* first load after closing +1 +2 /)
  await getPrisma().usagePurge.create({
    data: {
      purgedBefore: new Date('2026-09-01'),
      callRecords: 0,
      destinationRecords: 0,
      purgedBy: 'operator:test',
    },
  })
  expect((await run('close', '--month', '2026-08', '--allow-missing')).stderr).toContain('past its retention')
})
