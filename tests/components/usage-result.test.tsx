import { render, screen } from '@testing-library/react'
import { NextIntlClientProvider, type Messages } from 'next-intl'
import type { ReactNode } from 'react'
import { CallResult } from '@/components/usage/call-result'
import { UsageResult } from '@/components/usage/usage-result'
import ja from '@/lib/i18n/messages/ja.json'
import type { CallRecord } from '@/lib/usage/columns'
import type { UsageOutput, UsageSearch } from '@/lib/usage/search'

const show = (content: ReactNode) =>
  render(
    <NextIntlClientProvider locale="ja" timeZone="Asia/Tokyo" messages={ja as Messages}>
      {content}
    </NextIntlClientProvider>,
  )

const call: CallRecord = {
  ...{ calledAt: new Date('2014-07-06T00:54:13Z'), callId: 1n, communicationType: '同報' },
  ...{ callerNumber: '04', calleeNumber: null, area: 'JAPAN', destinationCount: 0 },
  ...{ acceptedPages: 3, sentPages: 4, billedPages: null, discountType: null, charge: 0n },
}
const search = (output: UsageOutput, by: UsageSearch['by'] = 'call'): UsageSearch => ({
  ...{ startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 9 },
  ...{ output, by },
})
const result = (asked: UsageSearch) => (
  <UsageResult
    contractNumber="04"
    search={asked}
    totals={{
      ...{ records: 1, destinations: 1n, acceptedPages: 31n, sentPages: 4n },
      ...{ billedPages: 0n, charge: 0n },
    }}
    page={{ records: [call], recordsBefore: 0 }}
  />
)

test.each<[UsageOutput, number]>([
  ['screen', 0],
  ['csv', 1],
  ['bulk', 1],
])('a search for output=%s says %i times that files are not offered yet', (output, times) => {
  show(result(search(output)))
  expect(screen.queryAllByText(/ファイルの作成.*はまだご利用いただけません/)).toHaveLength(times)
  expect(screen.getByRole('table')).toBeVisible()
})

test('受付枚数 stands in the totals of a search by call alone', () => {
  const { unmount } = show(result(search('screen')))
  expect(screen.getByRole('region', { name: '合計' })).toHaveTextContent('受付枚数31')
  unmount()
  show(result(search('screen', 'destination')))
  expect(screen.getByRole('region', { name: '合計' })).not.toHaveTextContent('受付枚数')
})

test('a call without destinations says so; an absent 課金枚数 has no total', () => {
  show(
    <CallResult
      contractNumber="04"
      call={call}
      page={{ records: [], recordsBefore: 0 }}
      listParameters={{}}
    />,
  )
  expect(screen.getByText('この呼には宛先がありません。')).toBeVisible()
  expect(screen.queryByText(/~0件目/)).toBeNull()
  const totals = screen.getByRole('region', { name: '合計' })
  expect(totals).toHaveTextContent('送信頁数4')
  expect(totals).not.toHaveTextContent('課金頁数')
})
