import fc from 'fast-check'
import { createTranslator, type Messages } from 'next-intl'
import { resetPassword } from '@/lib/accounts/reset-password'
import { activityColumns, describeActivity } from '@/components/activity/describe-activity'
import { downloadActivity } from '@/lib/audit/download-activity'
import { activityCsv } from '@/lib/audit/activity-csv'
import { parseActivityCursor } from '@/lib/audit/activity-cursor'
import type { ActivityFilter } from '@/lib/audit/activity-filter'
import { kindsOf } from '@/lib/audit/activity-kinds'
import {
  activityCsvRecordsMax,
  readActivityPage,
  readAllActivity,
  type ActivityPage,
} from '@/lib/audit/read-activity'
import { recordEvent, type SecurityEvent } from '@/lib/audit/record-event'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import ja from '@/lib/i18n/messages/ja.json'
import { addJapanDays } from '@/lib/time/japan-time'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { createTestAccount, createTestUser, type TestAccount } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const firstDay = '2026-10-30'
const days = 5
/** 2026-10-30 00:00 in Japan. */
const start = new Date('2026-10-29T15:00:00Z')
const everything: ActivityFilter = { from: '2026-10-01', to: '2026-11-30', kind: 'all' }

const accounts: Record<'mine' | 'colleague' | 'stranger', TestAccount> = {} as never

/** Many events of one millisecond, and the same for a colleague and for another contract. */
beforeAll(async () => {
  accounts.mine = await createTestAccount()
  accounts.colleague = await createTestAccount()
  accounts.stranger = await createTestAccount({ contractNumber: '05' })
  for (const { accountId, userId, contractNumber } of Object.values(accounts))
    await pool().query(
      `INSERT INTO security_event (at, kind, actor, account_id, contract_number, source_address, user_agent)
       SELECT $1::timestamptz + (n % 40) * interval '3 hours', kinds[1 + n % 5], 'user:' || $2, $3, $4, '192.0.2.1', $2
       FROM generate_series(0, 699) AS n, (SELECT ARRAY['signIn', 'signInFailure', 'search', 'lock', 'signOut'] AS kinds) AS k`,
      [start, userId, accountId, contractNumber],
    )
})

async function idsBySql(filter: ActivityFilter): Promise<string[]> {
  const { rows } = await pool().query<{ event_id: string }>(
    `SELECT event_id FROM security_event
     WHERE account_id = $1 AND (at AT TIME ZONE 'Asia/Tokyo')::date BETWEEN $2 AND $3
       AND ($4::text[] IS NULL OR kind = ANY($4))
     ORDER BY at DESC, event_id DESC`,
    [accounts.mine.accountId, filter.from, filter.to, filter.kind === 'all' ? null : kindsOf(filter.kind)],
  )
  return rows.map((row) => row.event_id)
}

/** Follows NEXT to the end, then BACK to the start; every page on the way back must be the one of the way there. */
async function walk(filter: ActivityFilter): Promise<string[]> {
  const read = (cursor: string | undefined) =>
    readActivityPage(accounts.mine, filter, cursor === undefined ? undefined : parseActivityCursor(cursor)!)
  const pages: ActivityPage[] = []
  for (let cursor: string | undefined; pages.length === 0 || cursor; cursor = pages.at(-1)!.next) {
    const page = await read(cursor)
    expect(page!.recordsBefore).toBe(pages.flatMap(({ records }) => records).length)
    pages.push(page!)
  }
  expect(pages[0]!.back).toBeUndefined()
  for (let index = pages.length - 1; index > 0; index--)
    expect(await read(pages[index]!.back)).toEqual(pages[index - 1])
  const ids = pages.flatMap(({ records }) => records.map(({ id }) => String(id)))
  for (const { total } of pages) expect(total).toBe(ids.length)
  return ids
}

const anyFilter = fc
  .tuple(
    fc.integer({ min: -1, max: days }),
    fc.integer({ min: -1, max: days }),
    fc.constantFrom('all' as const, 'failures' as const, 'signIns' as const, 'lock' as const),
  )
  .map(([one, other, kind]): ActivityFilter => ({
    from: addJapanDays(firstDay, Math.min(one, other)),
    to: addJapanDays(firstDay, Math.max(one, other)),
    kind,
  }))

test('pages show each own event once, newest first, events of one time included; the CSV holds the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyFilter, async (filter) => {
      const expected = await idsBySql(filter)
      expect(await walk(filter)).toEqual(expected)
      const all = await readAllActivity(accounts.mine, filter)
      expect(all!.map(({ id }) => String(id))).toEqual(expected)
    }),
    { numRuns: 15 },
  )
  const { rows } = await pool().query(
    'SELECT at FROM security_event GROUP BY at, account_id HAVING count(*) > 15',
  )
  expect(rows).not.toEqual([])
})

test('nobody sees another account’s events: not a colleague’s of the same contract, not a stranger’s', async () => {
  for (const account of Object.values(accounts)) {
    const all = await readAllActivity(account, everything)
    expect(all!.length).toBeGreaterThanOrEqual(700)
    expect(new Set(all!.map(({ userAgent }) => userAgent))).toEqual(new Set([account.userId]))
  }
  const foreign = (await readActivityPage(accounts.stranger, everything, undefined))!.next!
  const page = await readActivityPage(accounts.mine, everything, parseActivityCursor(foreign))
  expect(new Set(page!.records.map(({ userAgent }) => userAgent))).toEqual(new Set([accounts.mine.userId]))
})

test('a cursor beyond the last event names no page; an empty period is an empty page', async () => {
  const beyond = parseActivityCursor('after-0-1')!
  expect(await readActivityPage(accounts.mine, everything, beyond)).toBeUndefined()
  const before = parseActivityCursor('before-9999999999999-1')!
  expect(await readActivityPage(accounts.mine, everything, before)).toBeUndefined()
  const empty = await readActivityPage(accounts.mine, { ...everything, to: '2026-10-02' }, undefined)
  expect(empty).toEqual({ records: [], total: 0, recordsBefore: 0, back: undefined, next: undefined })
})

const t = createTranslator({ locale: 'ja', messages: ja as Messages, namespace: 'activity' })

test('the CSV equals a plain query, whatever a browser calls itself', async () => {
  const account = await createTestAccount()
  const userAgents = ['=HYPERLINK("http://evil.example")', '+1', '-1', '@x', '\t=1', 'a,"b"\r\nc', 'Firefox']
  for (const [index, userAgent] of userAgents.entries()) {
    const event: SecurityEvent = {
      ...{
        kind: 'signInFailure',
        at: new Date(start.getTime() + index * 1_000),
        actor: `user:${account.userId}`,
      },
      ...{ ...account, source: { address: '2001:db8::1', userAgent }, detail: { reason: 'password' } },
    }
    await recordEvent(getPrisma(), event)
  }
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat_ws(',', to_char(at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS'), 'ログイン失敗', '未確認',
       source_address,
       CASE WHEN user_agent ~ '^[=+@\\t-]' THEN '"''' || replace(user_agent, '"', '""') || '"'
            WHEN user_agent ~ '[",\\r\\n]' THEN '"' || replace(user_agent, '"', '""') || '"' ELSE user_agent END,
       'パスワードの誤り') AS line
     FROM security_event WHERE account_id = $1 ORDER BY at DESC`,
    [account.accountId],
  )
  const records = await readAllActivity(account, everything)
  const headings = activityColumns.map((key) => t(`columns.${key}`))
  const cells = records!.map((record) => {
    const words = describeActivity(record, t, 'ja')
    return activityColumns.map((key) => words[key])
  })
  const heading = '日時,操作,実行者,接続元アドレス,ブラウザ,詳細'
  expect(activityCsv(headings, cells)).toBe(
    `\ufeff${[heading, ...rows.map(({ line }) => line)].map((line) => `${line}\r\n`).join('')}`,
  )
})

test('an address stands as people write it, in rows that are older than that too', async () => {
  const account = await createTestAccount()
  const written = ['::ffff:192.0.2.1', '192.0.2.2', '2001:DB8::1', 'unknown', null]
  for (const [index, address] of written.entries())
    await recordEvent(getPrisma(), {
      kind: 'signIn',
      at: new Date(start.getTime() + index),
      actor: `user:${account.userId}`,
      accountId: account.accountId,
      source: { address, userAgent: null },
    })
  const shown = ['192.0.2.1', '192.0.2.2', '2001:db8::1', 'unknown', null].reverse()
  const addressesOf = (records: { sourceAddress: string | null }[]) =>
    records.map(({ sourceAddress }) => sourceAddress)
  expect(addressesOf((await readAllActivity(account, everything))!)).toEqual(shown)
  expect(addressesOf((await readActivityPage(account, everything, undefined))!.records)).toEqual(shown)
})

test('more events than a CSV holds make none, rather than a part that looks whole', async () => {
  const account = await createTestAccount()
  const add = (count: number) =>
    pool().query(
      `INSERT INTO security_event (at, kind, actor, account_id)
       SELECT $1, 'search', 'user:x', $2 FROM generate_series(1, $3::int)`,
      [start, account.accountId, count],
    )
  await add(activityCsvRecordsMax)
  expect(await readAllActivity(account, everything)).toHaveLength(activityCsvRecordsMax)
  await add(1)
  expect(await readAllActivity(account, everything)).toBeUndefined()
  expect((await readActivityPage(account, everything, undefined))!.total).toBe(activityCsvRecordsMax + 1)
})

test('opening a call and downloading the activity are noted, once each and in words', async () => {
  const user = await createTestUser()
  const source = { address: '192.0.2.9', userAgent: 'test' }
  expect(await downloadActivity(user, everything, source, start)).toBeUndefined()
  const call = { callId: 7n, calledAt: new Date('2014-07-06T00:54:13Z') }
  await loadCallPage(user, call, undefined, source, start)
  const key = { ...call, destinationNo: 50 }
  await loadCallPage(user, call, { direction: 'after', key }, source, start)
  expect(await downloadActivity(user, { ...everything, kind: 'searches' }, source, start)).toHaveLength(1)

  const records = await readAllActivity(user, everything)
  const told = records!.map((record) => {
    const { kind, actor, address, detail } = describeActivity(record, t, 'ja')
    return [kind, actor, address, detail].join('|')
  })
  expect(told).toEqual([
    'ご利用履歴のダウンロード|本人|192.0.2.9|',
    '呼の宛先の表示|本人|192.0.2.9|発信日時 2014/07/06 09:54:13',
  ])
})

test('what signing in and the operators write is told without names of operators or their reasons', async () => {
  const account = await createTestAccount()
  const source = { address: '192.0.2.7', userAgent: 'test' }
  for (let time = 0; time < 4; time++)
    await startSignIn({ userId: account.userId, password: 'wrong' }, source, start)
  await resetPassword(account.userId, 'yamada', start)
  const records = await readAllActivity(account, everything)
  const told = records!.map((record) => {
    const { kind, actor, address, detail } = describeActivity(record, t, 'ja')
    return [kind, actor, address, detail].join('|')
  })
  expect(told).toEqual([
    'パスワードの再発行|サービスセンター(運用者)||',
    'ログイン失敗|未確認|192.0.2.7|ロック中',
    'ロック|未確認|192.0.2.7|10分間ロック(2026/10/30 00:10:00まで)',
    ...Array.from({ length: 3 }, () => 'ログイン失敗|未確認|192.0.2.7|パスワードの誤り'),
  ])
  expect(
    JSON.stringify(records, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain('yamada')
})
