import { screen } from '@testing-library/react'
import { CallBulkAnswer } from '@/components/usage/call-bulk-answer'
import { CallResult } from '@/components/usage/call-result'
import type { CallSet } from '@/lib/usage/call-sets'
import type { UsageTotals } from '@/lib/usage/totals'
import { fileOffer, noFileFacts } from '@/lib/usage/file-offer'
import { asOf, call, span, totals } from '@/tests/support/shown-usage'
import { show } from '@/tests/support/show'

const callResult = (counted: UsageTotals, sets?: CallSet[]) => (
  <CallResult
    contractNumber="04"
    call={call}
    destinations={{
      asOf,
      totals: counted,
      span,
      sets,
      file: noFileFacts,
      page: { records: [], recordsBefore: 0 },
    }}
    listParameters={{ by: 'call' }}
    file={fileOffer({}, noFileFacts)}
  />
)

test('a call without destinations says so and offers no file', () => {
  show(callResult({ ...totals, records: 0 }))
  expect(screen.getByText(/^この呼には宛先がありません。/)).toBeVisible()
  expect(screen.queryByText(/~0件目/)).toBeNull()
  expect(screen.queryByRole('form')).toBeNull()
})

test.each([
  [1, true, '(1ファイル)'],
  [10_000, true, '(1ファイル)'],
  [10_001, false, '(2ファイル)'],
  [100_000, false, '(10ファイル)'],
])('a call of %i destinations offers a text file: %s, and a bulk export %s', (records, hasCsv, files) => {
  const { container } = show(callResult({ ...totals, records }))
  expect(container.querySelectorAll('form')).toHaveLength(hasCsv ? 1 : 0)
  const bulk = screen.getByText(`この呼の宛先を大量検索で作成する${files}`)
  expect(bulk).toHaveAttribute('href', '/usage/calls/1/bulk?by=call')
})

test('a range of more destinations than one bulk export holds is called a range', () => {
  const numbers = { from: 1, to: 150_000 }
  const sets = [
    { from: 1, to: 100_000, records: 100_000 },
    { from: 100_001, to: 150_000, records: 50_000 },
  ]
  show(
    <CallBulkAnswer
      contractNumber="04"
      call={call}
      numbers={numbers}
      bulk={{
        asOf,
        span,
        fit: 'tooMany',
        sets,
        file: noFileFacts,
        totals: { ...totals, records: 150_000 },
      }}
      listParameters={{}}
    >
      <p>bulk</p>
    </CallBulkAnswer>,
  )
  expect(screen.getByText(/^この範囲の宛先は150,000件あり/)).toBeVisible()
  expect(screen.getAllByRole('link', { name: /大量検索で作成する/ })).toHaveLength(2)
  expect(screen.queryByText('bulk')).toBeNull()
})

test('a call of more destinations than one bulk export holds offers those that do, and nothing else', () => {
  const sets = [
    { from: 1, to: 100_000, records: 100_000 },
    { from: 100_001, to: 100_002, records: 2 },
  ]
  const { container } = show(callResult({ ...totals, records: 100_002 }, sets))
  expect(container.querySelector('form')).toBeNull()
  expect(
    screen.getByText(/^この呼の宛先は100,002件あり、一度に作成できる100,000件を超えています/),
  ).toBeVisible()
  const links = screen.getAllByRole('link', { name: /大量検索で作成する/ })
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    [
      '宛先の番号 1~100,000を大量検索で作成する(100,000件、10ファイル)',
      '/usage/calls/1/bulk?by=call&destinationNoFrom=1&destinationNoTo=100000',
    ],
    [
      '宛先の番号 100,001~100,002を大量検索で作成する(2件、1ファイル)',
      '/usage/calls/1/bulk?by=call&destinationNoFrom=100001&destinationNoTo=100002',
    ],
  ])
})
