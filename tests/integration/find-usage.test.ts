import type { SignedInUser } from '@/lib/auth/signed-in-user'
import type { UsageCursor } from '@/lib/usage/cursor'
import { findUsage } from '@/lib/usage/find-usage'
import { openCall } from '@/lib/usage/open-call'
import { periodInstants } from '@/lib/usage/period'
import { pageSql } from '@/lib/usage/read-page'
import type { UsageSearch } from '@/lib/usage/search'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { insertManyCalls } from '@/tests/support/many-calls'

const date = '2026-02-01'
const records = 60_000
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: '192.0.2.3', userAgent: 'test' }
const whole: UsageSearch = {
  ...{ startDate: date, startHour: 0, endDate: date, endHour: 23 },
  ...{ by: 'call', output: 'screen' },
}

const { pool } = useTestDatabase()
let user: SignedInUser

beforeAll(async () => {
  user = await createTestUser(pool())
  await insertManyCalls(pool(), { contractNumber: '04', date, records, area: '=1+1' })
  await pool().query('VACUUM ANALYZE usage_call, usage_destination, usage_hour')
})

const notesOf = async ({ accountId }: SignedInUser) => {
  const { rows } = await pool().query<{ kind: string; address: string; detail: Record<string, string> }>(
    'SELECT kind, source_address AS address, detail FROM security_event WHERE account_id = $1 ORDER BY event_id',
    [accountId],
  )
  return rows
}

test('a search is noted once, with what was searched; the pages that follow its first one are not', async () => {
  const account = await createTestUser(pool())
  const { page } = await findUsage(account, whole, source, now)
  await findUsage(account, { ...whole, cursor: page!.next }, source, now)
  // A file has no pages: what stands in its address for one does not keep it out of the audit trail.
  await findUsage(account, { ...whole, output: 'csv', cursor: page!.next }, source, now)
  const asked = { startDate: date, startHour: '0', endDate: date, endHour: '23', by: 'call' }
  expect(await notesOf(account)).toEqual([
    { kind: 'search', address: '192.0.2.3', detail: { ...asked, output: 'screen' } },
    { kind: 'search', address: '192.0.2.3', detail: { ...asked, output: 'csv' } },
  ])
})

test('a search that cannot be noted shows nothing', async () => {
  const unknown = { ...user, contractNumber: '04', userId: '\0' }
  await expect(findUsage(unknown, whole, source, now)).rejects.toThrow()
  await expect(openCall(unknown, { callId: 1n, calledAt: now }, undefined, source, now)).rejects.toThrow()
})

test('the screen shows a text that begins a formula as it is: a page runs none', async () => {
  const { page } = await findUsage(user, whole, source, now)
  expect(page!.records[0]!.cells.slice(1, 5)).toEqual(['一般', '04', '01', '=1+1'])
})

test('figures past 2^53 are exact', async () => {
  const hour = { startDate: '2026-02-05', startHour: 9, endDate: '2026-02-05', endHour: 9 }
  await pool().query(
    `INSERT INTO usage_hour (contract_number, kind, hour_at, usage_date, records, destinations, accepted_pages,
                             sent_pages, billed_pages, charge)
     VALUES ('04', 'call', '2026-02-05 09:00+09', '2026-02-05', 1, 1, 1, 9007199254740993, 1, 9223372036854775807)`,
  )
  const { preflight } = await findUsage(user, { ...whole, ...hour }, source, now)
  expect(preflight.call.totals).toMatchObject({ sentPages: 9007199254740993n, charge: 9223372036854775807n })
})

test.each([
  ['the first page', undefined],
  ['NEXT', 'after'],
  ['BACK', 'before'],
] as const)('%s reads its own records, not those of the whole period', async (_, direction) => {
  const { page } = await findUsage(user, whole, source, now)
  const cursor: UsageCursor | undefined = direction && { direction, key: page!.records.at(-1)!.key }
  for (const kind of ['call', 'destination'] as const) {
    const scope = { contractNumber: '04', kind, period: periodInstants(whole) }
    const placed = cursor && {
      ...cursor,
      key: { ...cursor.key, destinationNo: kind === 'call' ? undefined : 1 },
    }
    const { text, values } = pageSql(scope, placed)
    const { rows } = await pool().query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    )
    const plan = rows[0]!['QUERY PLAN'][0].Plan
    const pages = plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!
    expect(pages).toBeGreaterThan(0)
    expect(pages).toBeLessThan(60)
  }
})
