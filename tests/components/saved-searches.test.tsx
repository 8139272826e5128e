import { screen } from '@testing-library/react'
import { SavedSearchLinks } from '@/components/usage/saved-search-links'
import { SavedSearchList } from '@/components/usage/saved-search-list'
import { SavedSearchNotYet } from '@/components/usage/saved-search-not-yet'
import type { SavedContent, SavedPeriod, SavedSearch } from '@/lib/usage/saved-search'
import { show } from '@/tests/support/show'

const named = { id: 'the-id', name: '名前', version: 1, owner: 'sato', isShared: false }
const saved = (period: SavedPeriod, more: Partial<SavedContent> = {}): SavedSearch => ({
  ...named,
  content: { by: 'call', output: 'screen', period, ...more },
})
const stands = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-07', endHour: 23 }

test.each<[string, SavedSearch, string]>([
  ['2026-11-26T12:00:00+09:00', saved('lastMonth'), '前月、現在は2026/10/01~2026/10/31 / 呼毎 / WWW画面'],
  [
    '2026-11-01T12:00:00+09:00',
    saved('thisMonth', { by: 'destination', output: 'bulk' }),
    '今月(前日まで)、今月分は明日から検索できます / 宛先毎 / テキストファイル(大量検索)',
  ],
  [
    '2026-11-01T12:00:00+09:00',
    saved(stands, { sort: 'sentPages-desc', filter: { id: 'x', conditions: { calleeStart: '06' } } }),
    '2014/07/06 9時~2014/07/07 23時 / 呼毎 / WWW画面 / 着信番号: 06で始まる / 並び順: 送信枚数の多い順',
  ],
  [
    '2026-11-26T12:00:00+09:00',
    named,
    'この検索の内容を、現在このシステムで読み取れません。時間をおいてもう一度表示してください。不要な場合は削除できます。',
  ],
])('at %s the list says what %j searches', (now, search, words) => {
  show(<SavedSearchList label="一覧" searches={[search]} mayChange now={new Date(now)} />)
  expect(screen.getByText(words)).toBeVisible()
  expect(screen.getByRole('link', { name: '名前' })).toHaveAttribute('href', '/usage/saved/the-id')
  expect(screen.getByRole('link', { name: '名前の変更・削除: 名前' })).toHaveAttribute(
    'href',
    '/usage/saved/the-id/edit',
  )
})

test('on the first day of a month a search of this month says why it does not run, and what does', () => {
  const parameters = { startDate: '2026-10-01', endDate: '2026-10-31' }
  show(<SavedSearchNotYet name="月次" others={[{ period: 'lastMonth', parameters }]} />)
  expect(screen.getByText('「月次」で検索できる日がまだありません')).toBeVisible()
  expect(screen.getByText(/今月分は明日から検索できます/)).toBeVisible()
  expect(screen.getByRole('link', { name: '前月で検索する' })).toHaveAttribute(
    'href',
    '/usage?startDate=2026-10-01&endDate=2026-10-31',
  )
})

test('the menu has nothing of saved searches where there are none', () => {
  const { container } = show(<SavedSearchLinks searches={{ own: [], ofColleagues: [] }} />)
  expect(container).toBeEmptyDOMElement()
})
