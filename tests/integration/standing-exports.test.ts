import { getPrisma } from '@/lib/db/prisma'
import { mailOwners } from '@/lib/exports/mail-owners'
import { mailUnmade } from '@/lib/exports/mail-unmade'
import { readStandingExport } from '@/lib/exports/read-standing-export'
import { requestExport } from '@/lib/exports/request-export'
import { requestStandingExports } from '@/lib/exports/request-standing-exports'
import { endStandingExport, setStandingExport } from '@/lib/exports/standing-export'
import { readOutbox } from '@/lib/mail/outbox'
import { closeMonth } from '@/lib/statements/close-month'
import { databaseMonth } from '@/lib/time/japan-month'
import { createTestAccount, type TestAccount } from '@/tests/support/account'
import { logImport, logMonth } from '@/tests/support/arrived-months'
import { useTestDatabase } from '@/tests/support/connected-database'
import { changeSet, checkedRows, makeSet, source } from '@/tests/support/exports'
import { limitedReader, sales } from '@/tests/support/departments'
import { insertUsage } from '@/tests/support/insert-usage'
import { storeNames } from '@/tests/support/number-names'

const { pool } = useTestDatabase()
const choices = { by: 'call', encoding: 'utf-8', formulas: 'guarded', withNames: false } as const
/** Noon in Japan. */
const noon = (date: string) => new Date(`${date}T03:00:00Z`)

beforeAll(async () => {
  // `few` has usage in each month, `many` more than one set holds.
  for (const day of ['2026-08-15', '2026-09-15', '2026-10-15'])
    await insertUsage(pool(), 'few', day, [{ calls: 3 }])
  const hour = {
    contractNumber: 'many',
    kind: 'call',
    hourAt: noon('2026-09-20'),
    records: 100_001,
    charge: 1n,
  }
  const pages = { destinations: 1n, acceptedPages: 1n, sentPages: 1n, billedPages: 1n }
  const codes = { usageDate: new Date('2026-09-20'), communicationType: '', area: '', rateType: '' }
  await getPrisma().usageHour.create({ data: { ...hour, ...pages, ...codes } })
}, 60_000)

// Each test has its own accounts: what is left on is in nobody's way, but would be made too.
afterEach(async () => {
  await getPrisma().standingExport.deleteMany()
  await getPrisma().closedMonth.deleteMany()
  await pool().query('DELETE FROM usage_import')
})

/** An account that has turned it on, on a day. */
async function turnedOn(day: string, contractNumber = 'few'): Promise<TestAccount> {
  const account = await createTestAccount({ contractNumber })
  await setStandingExport(account, choices, 'ja', source, noon(day))
  return account
}

const setOf = ({ accountId }: TestAccount) =>
  getPrisma().exportRequest.findUnique({ where: { accountId }, include: { files: true } })
const requestsOf = ({ accountId }: TestAccount) =>
  getPrisma().securityEvent.findMany({ where: { accountId, kind: 'exportRequested' } })
const mailsOf = async ({ userId }: TestAccount) =>
  (await readOutbox()).filter(({ to }) => to === `${userId}@example.com`)

test('a month is asked for when its last day has arrived, once, and its owner is told in words of their own', async () => {
  await logMonth('2026-08')
  const account = await turnedOn('2026-09-10')
  await logMonth('2026-09', ['2026-09-30'])
  await requestStandingExports(noon('2026-10-01'))
  expect(await setOf(account)).toBeNull()
  expect((await readStandingExport(account, noon('2026-10-01')))!.next).toEqual({
    month: '2026-09',
    state: 'awaitsData',
  })

  await logImport('2026-09-30')
  await Promise.all([1, 2, 3, 4].map(() => requestStandingExports(noon('2026-10-02'))))
  await requestStandingExports(noon('2026-10-03'))
  const requests = await requestsOf(account)
  expect(requests).toMatchObject([
    {
      actor: 'system',
      contractNumber: 'few',
      detail: { startDate: '2026-09-01', endDate: '2026-09-30', endHour: '23', by: 'call', records: 3 },
    },
  ])
  const set = (await setOf(account))!
  expect(set).toMatchObject({ state: 'waiting', recordsTotal: 3, standingMonth: databaseMonth('2026-09') })

  await makeSet(set.id)
  expect((await checkedRows(set.id)).flat()).toHaveLength(3)
  await mailOwners(new Date())
  const [mail] = await mailsOf(account)
  expect(mail!.text).toContain('毎月の自動作成による2026年9月分の利用状況ファイルの作成が完了しました')
  expect(await readStandingExport(account, noon('2026-10-03'))).toMatchObject({
    next: { month: '2026-10', state: 'notOver' },
    last: { month: '2026-09', outcome: 'requested', records: 3, set: 'ready' },
  })
})

test('a month is decided on once the records of the contract are of its last load, too', async () => {
  const account = await turnedOn('2026-09-10')
  await logMonth('2026-09', ['2026-09-30'])
  const before = await getPrisma().usageLoad.findUniqueOrThrow({ where: { contractNumber: 'few' } })
  await logImport('2026-09-30')
  const after = await getPrisma().usageLoad.findUniqueOrThrow({ where: { contractNumber: 'few' } })
  expect(after.importId).toBe(before.importId + 1n)
  await getPrisma().usageLoad.update({ where: { contractNumber: 'few' }, data: before })
  await requestStandingExports(noon('2026-10-02'))
  expect(await setOf(account)).toBeNull()
  await getPrisma().usageLoad.update({ where: { contractNumber: 'few' }, data: after })
  await requestStandingExports(noon('2026-10-02'))
  expect(await setOf(account)).toMatchObject({ standingMonth: databaseMonth('2026-09') })
})

test('a last day that is not over is not there, and a month closed with days missing is', async () => {
  await logMonth('2026-08')
  const account = await turnedOn('2026-09-10')
  await logMonth('2026-09', ['2026-09-03'])
  await requestStandingExports(noon('2026-10-05'))
  expect(await setOf(account)).toBeNull()
  const closing = { month: '2026-09', operator: 'test', allowMissing: true }
  await closeMonth(closing, noon('2026-10-06'))
  await requestStandingExports(noon('2026-09-30'))
  expect(await setOf(account)).toBeNull()
  await requestStandingExports(noon('2026-10-06'))
  expect(await setOf(account)).toMatchObject({ standingMonth: databaseMonth('2026-09') })
})

test('the month that had arrived when it was turned on is not made, the one that had not is', async () => {
  await logMonth('2026-08')
  const later = await turnedOn('2026-09-01')
  await requestStandingExports(noon('2026-09-02'))
  expect(await setOf(later)).toBeNull()
  await logMonth('2026-09', ['2026-09-30'])
  const earlier = await turnedOn('2026-10-01')
  await logImport('2026-09-30')
  await requestStandingExports(noon('2026-10-01'))
  for (const account of [later, earlier])
    expect(await setOf(account)).toMatchObject({ standingMonth: databaseMonth('2026-09') })
})

test('after two months away the newest is made, and what was passed over is said', async () => {
  const account = await turnedOn('2026-08-10')
  for (const month of ['2026-07', '2026-08', '2026-09', '2026-10']) await logMonth(month)
  await requestStandingExports(noon('2026-11-10'))
  expect(await setOf(account)).toMatchObject({ standingMonth: databaseMonth('2026-10') })
  expect((await readStandingExport(account, noon('2026-11-10')))!.last).toMatchObject({
    month: '2026-10',
    skipped: { from: '2026-07', to: '2026-09' },
  })
  expect(await requestsOf(account)).toHaveLength(1)
})

test('a set that is being made or was not downloaded whole is waited for, any other makes way', async () => {
  const account = await turnedOn('2026-09-10')
  const search = { startDate: '2026-08-15', startHour: 0, endDate: '2026-08-15', endHour: 23 }
  const taken = await requestExport(
    account,
    {
      search: { ...search, by: 'call', output: 'bulk' },
      encoding: 'utf-8',
      formulas: 'guarded',
      locale: 'ja',
    },
    source,
    noon('2026-09-12'),
  )
  if (taken.outcome !== 'taken') throw new Error(taken.outcome)
  const now = noon('2026-10-05')
  for (const month of ['2026-08', '2026-09']) await logMonth(month)
  const isReplaced = async () => {
    await requestStandingExports(now)
    return (await setOf(account))!.id !== taken.exportId
  }
  expect(await isReplaced()).toBe(false)
  await makeSet(taken.exportId)
  await changeSet(taken.exportId, { expiresAt: noon('2026-10-06') })
  expect(await isReplaced()).toBe(false)
  expect((await readStandingExport(account, now))!.next).toEqual({ month: '2026-09', state: 'awaitsSet' })
  await changeSet(taken.exportId, { expiresAt: now })
  expect((await readStandingExport(account, now))!.next.state).toBe('soon')
  await changeSet(taken.exportId, {
    expiresAt: noon('2026-10-06'),
    files: { updateMany: { where: {}, data: { downloadedAt: noon('2026-10-05') } } },
  })
  expect(await isReplaced()).toBe(true)
  const [, made] = await requestsOf(account)
  expect(made!.detail).toMatchObject({ replaced: true })
})

test.each([
  ['none', 'noRecords', 0],
  ['many', 'tooManyRecords', 100_001],
])(
  'a month of %s is not made: its owner is told once, and the page says why',
  async (contract, outcome, records) => {
    await logMonth('2026-08')
    const account = await turnedOn('2026-09-10', contract)
    await getPrisma().account.update({ where: { id: account.accountId }, data: { locale: 'en' } })
    await logMonth('2026-09')
    const now = noon('2026-10-02')
    await requestStandingExports(now)
    await requestStandingExports(now)
    expect(await setOf(account)).toBeNull()
    expect((await readStandingExport(account, now))!.last).toMatchObject({ outcome, records })
    await Promise.all([mailUnmade(now), mailUnmade(now)])
    await mailUnmade(new Date(now.getTime() + 120_000))
    const mails = await mailsOf(account)
    expect(mails.map(({ subject }) => subject)).toEqual(['[BizFAX] Your monthly files were not made'])
    expect(mails[0]!.text).not.toMatch(/100,?001|records/)
  },
)

test('what is turned off, or is of a locked account, is not made; turned on again it begins anew', async () => {
  await logMonth('2026-08')
  const [off, locked] = [await turnedOn('2026-09-10'), await turnedOn('2026-09-10')]
  await getPrisma().account.update({
    where: { id: locked.accountId },
    data: { lockedAt: noon('2026-09-11') },
  })
  expect(await endStandingExport(off, source, noon('2026-09-20'))).toBe(true)
  expect(await endStandingExport(off, source, noon('2026-09-20'))).toBe(false)
  await logMonth('2026-09')
  await requestStandingExports(noon('2026-10-02'))
  expect([await setOf(off), await setOf(locked)]).toEqual([null, null])
  await setStandingExport(off, { ...choices, by: 'destination' }, 'ja', source, noon('2026-10-03'))
  await getPrisma().account.update({ where: { id: locked.accountId }, data: { lockedAt: null } })
  await requestStandingExports(noon('2026-10-03'))
  expect(await setOf(off)).toBeNull()
  expect(await setOf(locked)).toMatchObject({ standingMonth: databaseMonth('2026-09') })
  expect((await readStandingExport(off, noon('2026-10-03')))!).toMatchObject({
    choices: { by: 'destination' },
    next: { month: '2026-10' },
  })
  const kinds = await getPrisma().securityEvent.findMany({
    where: { accountId: off.accountId },
    orderBy: { id: 'asc' },
    select: { kind: true },
  })
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'standingExportSet',
    'standingExportEnded',
    'standingExportSet',
  ])
})

test('a set that was lost with a number is not in the way of the next month, one that is still found is', async () => {
  await logMonth('2026-08')
  const { callerNumber } = await getPrisma().usageCall.findFirstOrThrow({ where: { contractNumber: 'few' } })
  const name = { number: callerNumber, name: '本店', department: sales, accountCode: '' }
  await storeNames(pool(), 'few', [name])
  const user = await limitedReader('few', [sales])
  await setStandingExport(user, choices, 'ja', source, noon('2026-09-10'))
  await logMonth('2026-09')
  await requestStandingExports(noon('2026-10-02'))
  const set = (await setOf(user))!
  await makeSet(set.id)
  await getPrisma().exportRequest.update({
    where: { id: set.id },
    data: { expiresAt: noon('2026-12-01') },
  })
  await logMonth('2026-10')
  await requestStandingExports(noon('2026-11-02'))
  expect(await setOf(user)).toMatchObject({ id: set.id })

  await storeNames(pool(), 'few', [{ ...name, number: '0399999999' }])
  await requestStandingExports(noon('2026-11-02'))
  expect(
    await getPrisma().standingExport.findUniqueOrThrow({ where: { accountId: user.accountId } }),
  ).toMatchObject({
    lastMonth: databaseMonth('2026-10'),
    lastOutcome: 'noRecords',
  })
})
