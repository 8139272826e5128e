import { createTranslator, type Messages } from 'next-intl'
import { describeActivity } from '@/components/activity/describe-activity'
import { activityCsv } from '@/lib/audit/activity-csv'
import type { ActivityRecord } from '@/lib/audit/read-activity'
import { eventKinds } from '@/lib/audit/record-event'
import en from '@/lib/i18n/messages/en.json'
import ja from '@/lib/i18n/messages/ja.json'

const t = createTranslator({ locale: 'ja', messages: ja as Messages, namespace: 'activity' })

const event = (changes: Partial<ActivityRecord>): ActivityRecord => ({
  id: 1n,
  at: new Date('2026-11-21T15:00:05Z'),
  kind: 'signIn',
  actor: 'self',
  ...{ sourceAddress: '192.0.2.1', userAgent: 'curl/8.5.0', detail: {} },
  ...changes,
})

test.each(eventKinds)('%s has a name in both languages', (kind) => {
  expect(ja.activity.kinds).toHaveProperty(kind)
  expect(en.activity.kinds).toHaveProperty(kind)
})

test('an event is told in words and Japan time', () => {
  expect(describeActivity(event({}), t, 'ja')).toEqual({
    at: '2026/11/22 00:00:05',
    kind: 'ログイン',
    actor: '本人',
    address: '192.0.2.1',
    userAgent: 'curl/8.5.0',
    detail: '',
  })
})

test.each([
  ['signInFailure', { reason: 'password' }, 'パスワードの誤り'],
  ['signInFailure', { reason: 'lockedByOperator' }, '運用者によるロック中'],
  ['passwordChangeFailure', { reason: 'password' }, 'パスワードの誤り'],
  ['signInFailure', { reason: 'somethingNew' }, ''],
  ['signInFailure', {}, ''],
  ['lock', { until: '2026-11-21T15:10:05.000Z' }, '10分間ロック(2026/11/22 00:10:05まで)'],
  ['lock', { until: 'soon' }, ''],
  ['lock', { until: 1 }, ''],
  ['multiFactorSet', { enabled: false }, '多要素認証なし'],
  ['roleSet', { role: 'administrator', masksNumbers: false }, '管理者'],
  ['roleSet', { role: 'reader', masksNumbers: false }, '閲覧者'],
  ['roleSet', { role: 'reader', masksNumbers: true }, '閲覧者(番号は下4桁のみ)'],
  [
    'roleSet',
    { role: 'reader', masksNumbers: true, departments: '営業部, 総務部' },
    '閲覧者(番号は下4桁のみ)、部署: 営業部, 総務部',
  ],
  ['roleSet', { role: 'unknown' }, ''],
  ['accountCreated', { multiFactor: true }, '多要素認証あり'],
  ['keyCreationFailure', { reason: 'password' }, 'パスワードの誤り'],
  ['downloadStarted', { records: 1 }, ''],
  ['downloadStarted', { records: 1, head: true }, '有無の確認のみ(HEAD)'],
  ['exportDownloaded', { file: 'a.csv' }, 'a.csv'],
  ['exportDownloaded', { file: 'a.csv', head: true }, 'a.csv 有無の確認のみ(HEAD)'],
  ['searchSaved', { savedId: 'x', replaced: true }, '同じ名前の検索を置き換え'],
  ['searchSaved', { savedId: 'x', replaced: false }, ''],
  ['savedSearchRenamed', { savedId: 'x' }, ''],
  ['standingExportSet', { by: 'destination' }, '宛先毎'],
  ['alertSet', { amount: '50000' }, '50,000円'],
  ['alertMailed', { amount: '50000', month: '2026-11' }, '2026年11月 50,000円'],
  ['alertWithdrawn', { amount: 'x', month: '2026-11' }, ''],
])('%s with %j: %s', (kind, detail, expected) => {
  expect(describeActivity(event({ kind, detail }), t, 'ja').detail).toBe(expected)
})

const search = {
  startDate: '2014-07-06',
  startHour: '9',
  endDate: '2014-07-06',
  endHour: '9',
  output: 'screen',
  by: 'call',
}

test.each<[string, Record<string, unknown>, string]>([
  ['search', search, '呼毎 2014年07月06日09:00:00~2014年07月06日09:59:59'],
  ['search', { ...search, by: 'destination' }, '宛先毎 2014年07月06日09:00:00~2014年07月06日09:59:59'],
  ['search', { ...search, startHour: 9 }, ''],
  ['search', { ...search, endDate: '2014-02-30' }, ''],
  ['search', { ...search, endDate: null }, ''],
  ['search', { ...search, by: ['call'] }, ''],
  ['search', {}, ''],
  ['callViewed', { callId: '1', calledAt: '2014-07-06T00:54:13.000Z' }, '発信日時 2014/07/06 09:54:13'],
  ['callViewed', { calledAt: 'x' }, ''],
  ['callViewed', {}, ''],
  ['exportRequested', { callId: '1', calledAt: '2014-07-06T00:54:13.000Z' }, '発信日時 2014/07/06 09:54:13'],
  [
    'exportRequested',
    {
      callId: '1',
      calledAt: '2014-07-06T00:54:13.000Z',
      destinationNoFrom: '100001',
      destinationNoTo: '200000',
    },
    '発信日時 2014/07/06 09:54:13 宛先の番号 100,001~200,000',
  ],
  ['activityDownloaded', { from: '2014-07-06', to: 3 }, ''],
])('%s with %j tells %s, and odd data breaks nothing', (kind, detail, expected) => {
  expect(describeActivity(event({ kind, detail }), t, 'ja').detail).toBe(expected)
})

test.each(['accountLocked', 'accountUnlocked', 'addressSet'])(
  'why an operator did it (%s) stays with the operators',
  (kind) => {
    const words = describeActivity(
      event({ kind, actor: 'operator', detail: { reason: 'suspected' } }),
      t,
      'ja',
    )
    expect(words.detail).toBe('')
    expect(words.actor).toBe('サービスセンター(運用者)')
  },
)

test('a kind that this version does not know is shown as it is', () => {
  expect(describeActivity(event({ kind: 'somethingNew' }), t, 'ja').kind).toBe('somethingNew')
})

test('a cell that a spreadsheet would run begins with an apostrophe; others stay as they are', () => {
  const runs = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r\nx', '=1\n=2', '\uff1d1', ' =1', '\u3000@x']
  const harmless = ['a=1', '', "'", '1-2', 'a "quoted", cell']
  const file = activityCsv(
    ['見出し'],
    [...runs, ...harmless].map((cell) => [cell]),
  )
  expect(file).toBe(
    [
      '\ufeff見出し',
      ...runs.map((cell) => `"'${cell}"`),
      'a=1',
      '',
      "'",
      '1-2',
      '"a ""quoted"", cell"',
      '',
    ].join('\r\n'),
  )
})
