import { purgeUsage } from '@/lib/ingest/purge-usage'
import { readKeptMonths } from '@/lib/usage/kept-months'
import { unmasked } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { loadRandomUsage } from '@/tests/support/random-usage'

const { pool } = useTestDatabase()
const user = unmasked('04')
const other = unmasked('05')

beforeAll(async () => {
  await loadRandomUsage(pool(), { firstDay: '2025-09-15', days: 1, contracts: ['04'] })
  await loadRandomUsage(pool(), { firstDay: '2025-11-15', days: 1, contracts: ['04', '05'] })
})

const september = { month: '2025-09', until: '2026-11-30' }
const november = { month: '2025-11', until: '2027-01-31' }

/** Noon of a day in Japan. */
const noon = (date: string) => new Date(`${date}T03:00:00Z`)

test.each([
  ['before its last month', user, '2026-10-31', { oldest: september, isLastMonth: false }],
  ['on the first day of its last month', user, '2026-11-01', { oldest: september, isLastMonth: true }],
  ['on its last day', user, '2026-11-30', { oldest: september, isLastMonth: true }],
  [
    'after it, while it is still there',
    user,
    '2026-12-01',
    { oldest: november, isLastMonth: false, expired: '2025-09' },
  ],
  [
    'where nothing is promised any more',
    user,
    '2027-02-01',
    { oldest: undefined, isLastMonth: false, expired: '2025-11' },
  ],
  ['another contract has its own months', other, '2026-11-01', { oldest: november, isLastMonth: false }],
  ['a contract without data', unmasked('99'), '2026-11-01', { isLastMonth: false }],
])('the oldest month: %s', async (_, whose, today, kept) => {
  expect(await readKeptMonths(whose, 14, noon(today))).toEqual(kept)
})

test('its last month begins at midnight in Japan', async () => {
  const at = async (time: string) => (await readKeptMonths(user, 14, new Date(time)))!.isLastMonth
  expect(await at('2026-10-31T14:59:59Z')).toBe(false)
  expect(await at('2026-10-31T15:00:00Z')).toBe(true)
})

test('without a setting nothing is said', async () => {
  expect(await readKeptMonths(user, undefined, noon('2026-11-01'))).toBeUndefined()
})

test('months that were purged are left out', async () => {
  await purgeUsage('2025-10-01', 'operator:test')
  expect(await readKeptMonths(user, 14, noon('2026-12-01'))).toEqual({ oldest: november, isLastMonth: false })
})
