import { screen } from '@testing-library/react'
import { KeptUntil, LastMonthNotice } from '@/components/usage/kept-until'
import type { KeptMonths } from '@/lib/usage/kept-months'
import { show } from '@/tests/support/show'

const oldest = { month: '2025-10', until: '2026-12-31' }
const expired = '2025-09'

const lineOf = (kept: KeptMonths) =>
  show(
    <dl>
      <KeptUntil kept={kept} />
    </dl>,
  ).container.textContent

test.each<[string, KeptMonths, string]>([
  ['there is no data', { isLastMonth: false }, ''],
  ['the oldest month', { oldest, isLastMonth: false }, 'データの保存期限2025年10月分は2026年12月31日まで'],
  [
    'what is past its date stands beside the oldest month that is not',
    { oldest, isLastMonth: false, expired },
    'データの保存期限2025年10月分は2026年12月31日まで2025年9月分以前のデータは保存期限を過ぎているため、いつでも削除されることがあります',
  ],
])('%s', (_, kept, text) => {
  expect(lineOf(kept)).toBe(text)
})

test('in its last month a notice says when the data goes, and leads to what there is to save', () => {
  show(<LastMonthNotice kept={{ oldest, isLastMonth: true }} hasSheets />)
  expect(screen.getByText('2025年10月分のデータは、2026年12月31日で保存期限を迎えます')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '2025年10月分の月次明細' })).toHaveAttribute(
    'href',
    '/statements/2025-10',
  )
  expect(screen.getByRole('link', { name: '2025年10月分の利用状況を検索' })).toHaveAttribute(
    'href',
    '/usage?startDate=2025-10-01&startHour=0&endDate=2025-10-31&endHour=23&output=screen&by=call',
  )
})

test('before its last month there is no notice', () => {
  expect(
    show(<LastMonthNotice kept={{ oldest, isLastMonth: false }} hasSheets />).container,
  ).toBeEmptyDOMElement()
})
