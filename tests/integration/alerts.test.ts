import fc from 'fast-check'
import { removeAddress } from '@/lib/alerts/addresses'
import { compareMonths } from '@/lib/alerts/compare-months'
import { mailAlerts } from '@/lib/alerts/mail-alerts'
import { readAlert } from '@/lib/alerts/read-alert'
import { endAlert, setAlert } from '@/lib/alerts/set-alert'
import { getPrisma } from '@/lib/db/prisma'
import { ensureUsageMonths } from '@/lib/ingest/ensure-usage-months'
import { closeMonth } from '@/lib/statements/close-month'
import { confirmedAddress, importCharge, mailsTo, newManager, watchOnce } from '@/tests/support/alerts'
import { useTestDatabase } from '@/tests/support/connected-database'
import { source } from '@/tests/support/exports'

const { pool } = useTestDatabase()

beforeAll(async () => {
  const client = await pool().connect()
  await ensureUsageMonths(client, ['2026-10-01', '2026-11-01', '2026-12-01'])
  client.release()
})

const noon = (date: string) => new Date(`${date}T03:00:00Z`)
const start = noon('2026-11-10')
const minutesAfter = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

const passed = '【BizFAX】通信料のお知らせ(2026年11月分)'
const withdrawn = '【BizFAX】通信料のお知らせの取消(2026年11月分)'

/** A contract with an amount and an address, and what is mailed to that beside the code. */
async function watched(amount = 50_000n) {
  const user = await newManager()
  const { id, email } = await confirmedAddress(user, start)
  await setAlert(user, amount, source, start)
  const subjects = async () => (await mailsTo(email)).slice(1).map(({ subject }) => subject)
  return { user, contractNumber: user.contractNumber, id, email, subjects }
}

test('a month that passes the amount is told once, with no figure but the amount, and taken back after a correction', async () => {
  const { user, contractNumber, email, subjects } = await watched()
  await importCharge(contractNumber, '2026-11', 50_000n)
  await watchOnce(start)
  expect(await subjects()).toEqual([])
  await importCharge(contractNumber, '2026-11', 50_001n)
  await watchOnce(start)
  await importCharge(contractNumber, '2026-11', 77_777n)
  for (const minutes of [1, 2, 90]) await watchOnce(minutesAfter(minutes))
  expect(await subjects()).toEqual([passed])
  const { text } = (await mailsTo(email)).at(-1)!
  expect(text).toContain(
    `契約 ${contractNumber} の2026年11月分の通信料(呼毎、反映済みの分まで)が、設定されている 50,000円を`,
  )
  expect(text).not.toMatch(/50,?001|77,?777/)
  expect((await readAlert(user, start)).above).toEqual(['2026-11'])

  await importCharge(contractNumber, '2026-11', 50_000n)
  for (const minutes of [100, 101]) await watchOnce(minutesAfter(minutes))
  expect(await subjects()).toEqual([passed, withdrawn])
  await importCharge(contractNumber, '2026-11', 60_000n)
  await watchOnce(minutesAfter(110))
  expect(await subjects()).toEqual([passed, withdrawn, passed])
  const events = await getPrisma().securityEvent.findMany({
    where: { contractNumber, actor: 'system' },
    orderBy: { id: 'asc' },
  })
  expect(events.map(({ kind }) => kind)).toEqual(['alertMailed', 'alertWithdrawn', 'alertMailed'])
  expect(events[0]!.detail).toEqual({ amount: '50000', month: '2026-11' })
})

test('whatever imports bring in turn, mails are those of its rises and falls, however many workers look', async () => {
  const turns = fc.array(fc.record({ isAbove: fc.boolean(), rounds: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(turns, async (sequence) => {
      const { contractNumber, subjects } = await watched()
      const expected: string[] = []
      let wasAbove = false
      for (const [turn, { isAbove, rounds }] of sequence.entries()) {
        await importCharge(contractNumber, '2026-11', isAbove ? 50_001n + BigInt(turn) : BigInt(turn))
        const now = minutesAfter(2 * turn)
        await Promise.all(Array.from({ length: rounds }, () => watchOnce(now)))
        // A worker whose comparing waited for another one's may have looked for mails too early.
        await mailAlerts(now)
        if (isAbove !== wasAbove) expected.push(isAbove ? passed : withdrawn)
        wasAbove = isAbove
      }
      expect(await subjects()).toEqual(expected)
    }),
    { numRuns: 12 },
  )
}, 120_000)

test('an address that was not mailed yet gets no mail of what was taken back', async () => {
  const { contractNumber, subjects } = await watched()
  await importCharge(contractNumber, '2026-11', 60_000n)
  await compareMonths(start)
  await importCharge(contractNumber, '2026-11', 10n)
  await watchOnce(start)
  expect(await subjects()).toEqual([])
})

test('a mail that was cut short goes out again after a minute, before the one that takes it back', async () => {
  const { contractNumber, id, subjects } = await watched()
  await importCharge(contractNumber, '2026-11', 60_000n)
  await compareMonths(start)
  // A worker has taken it, and died.
  await getPrisma().alertMail.updateMany({ where: { addressId: id }, data: { mailTriedAt: start } })
  await importCharge(contractNumber, '2026-11', 10n)
  await watchOnce(start)
  await mailAlerts(new Date(start.getTime() + 50_000))
  expect(await subjects()).toEqual([])
  await mailAlerts(minutesAfter(2))
  await mailAlerts(minutesAfter(4))
  expect(await subjects()).toEqual([passed, withdrawn])
})

test('another amount is a new threshold, the same again is not', async () => {
  const { user, contractNumber, subjects } = await watched()
  await importCharge(contractNumber, '2026-11', 60_000n)
  await watchOnce(start)
  await setAlert(user, 55_000n, source, start)
  await watchOnce(minutesAfter(1))
  await setAlert(user, 50_000n, source, start)
  await watchOnce(minutesAfter(2))
  expect(await subjects()).toEqual([passed, passed])
  await setAlert(user, 70_000n, source, start)
  await importCharge(contractNumber, '2026-11', 80_000n)
  await compareMonths(minutesAfter(3))
  expect(await endAlert(user, source, start)).toBe(true)
  await watchOnce(minutesAfter(3))
  expect(await subjects()).toEqual([passed, passed])
})

test.each([
  ['while the month is above the amount', noon('2026-11-20'), noon('2026-11-20'), 1],
  [
    'in its last minute, though it is compared after it',
    new Date('2026-11-30T14:59:00Z'),
    noon('2026-12-01'),
    1,
  ],
  ['when it is over, though it is still compared', new Date('2026-11-30T15:00:00Z'), noon('2026-12-01'), 0],
])(
  'an address that is confirmed %s gets the mail of it, or none',
  async (_, confirmedAt, comparedAt, mails) => {
    const { user, contractNumber } = await watched()
    await importCharge(contractNumber, '2026-11', 60_000n)
    await watchOnce(start)
    const late = await confirmedAddress(user, confirmedAt)
    await watchOnce(comparedAt)
    expect((await mailsTo(late.email)).slice(1)).toHaveLength(mails)
    expect((await readAlert(user, comparedAt)).above).toEqual(['2026-11'])
  },
)

test('last month counts until it is closed, and what was over when the amount was set never', async () => {
  const { user, contractNumber, subjects } = await watched()
  await importCharge(contractNumber, '2026-10', 90_000n)
  await watchOnce(start)
  expect(await subjects()).toEqual([])
  await importCharge(contractNumber, '2026-11', 60_000n)
  await watchOnce(noon('2026-12-02'))
  expect(await subjects()).toEqual([passed])
  await closeMonth({ month: '2026-11', operator: 'test', allowMissing: true }, noon('2026-12-03'))
  await importCharge(contractNumber, '2026-11', 10n)
  await watchOnce(noon('2026-12-04'))
  expect(await subjects()).toEqual([passed])
  expect((await readAlert(user, noon('2026-12-04'))).above).toEqual(['2026-11'])
  expect((await readAlert(user, noon('2027-01-04'))).above).toEqual([])
  await getPrisma().closedMonth.deleteMany()
  await watchOnce(noon('2027-01-01'))
  expect(await subjects()).toEqual([passed])
})

test('one contract’s trouble does not keep another from being told', async () => {
  const broken = await watched()
  const whole = await watched()
  for (const { contractNumber } of [broken, whole]) await importCharge(contractNumber, '2026-11', 60_000n)
  const refuse = `CHECK (contract_number <> '${broken.contractNumber}')`
  await pool().query(`ALTER TABLE alert_month ADD CONSTRAINT refused ${refuse}`)
  await watchOnce(start)
  expect(await whole.subjects()).toEqual([passed])
  expect(await broken.subjects()).toEqual([])
  await pool().query('ALTER TABLE alert_month DROP CONSTRAINT refused')
  await watchOnce(start)
  expect(await broken.subjects()).toEqual([passed])
})

test('an address that was removed is told nothing more', async () => {
  const { user, contractNumber, id, subjects } = await watched()
  await importCharge(contractNumber, '2026-11', 60_000n)
  await compareMonths(start)
  expect(await removeAddress(user, id, source, start)).toBe(true)
  await mailAlerts(start)
  expect(await subjects()).toEqual([])
})
