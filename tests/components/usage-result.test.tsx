import { screen } from '@testing-library/react'
import { UsageAnswer } from '@/components/usage/usage-answer'
import type { CallOfHour } from '@/lib/usage/calls-of-hour'
import { fileOffer, noFileFacts } from '@/lib/usage/file-offer'
import type { UsageRecord } from '@/lib/usage/read-page'
import type { UsageOutput, UsageSearch } from '@/lib/usage/search'
import type { Offers } from '@/lib/usage/preflight'
import { asOf, call, calledAt, span, totals } from '@/tests/support/shown-usage'
import { show } from '@/tests/support/show'

const destination: UsageRecord = {
  key: { calledAt, callId: 1n, destinationNo: 1 },
  cells: ['2014/07/06 09:54:13', '同報', '04', '-----', 'JAPAN', 'A4G3F', '4', '', '', '0'],
  names: {},
}
const none = { ...totals, records: 0 }
const choices = { communicationTypes: [], areas: [], rateTypes: [] }

const search = (output: UsageOutput, by: UsageSearch['by'] = 'call'): UsageSearch => ({
  startDate: '2014-07-06',
  startHour: 9,
  endDate: '2014-07-06',
  endHour: 9,
  output,
  by,
})
const answer = (asked: UsageSearch, counted = totals, offers?: Offers, largestCalls?: CallOfHour[]) => (
  <UsageAnswer
    contractNumber="04"
    search={asked}
    result={{
      asOf,
      days: {},
      choices,
      preflight: { call: { totals: counted, offers }, destination: { totals: counted, offers } },
      span,
      page: { records: asked.by === 'call' ? [call] : [destination], recordsBefore: 0 },
      problems: [],
    }}
    largestCalls={largestCalls}
    file={fileOffer({ format: 'xlsx', encoding: 'shift_jis' }, noFileFacts)}
    bulkRequest={<p>bulk</p>}
  />
)

test('quantities have thousands separators and money is marked as yen; identifiers stay as they came', () => {
  const cells = [
    '2014/07/06 09:54:13',
    '同報',
    '0012345',
    '-----',
    'JAPAN',
    '10000',
    '32',
    '320000',
    '',
    '',
    '6080000',
  ]
  const asked = search('screen')
  show(
    <UsageAnswer
      contractNumber="04"
      search={asked}
      result={{
        ...{ asOf, days: {}, choices, span, problems: [] },
        preflight: {
          call: { totals: { ...totals, records: 19_559, charge: 6_080_000n } },
          destination: { totals },
        },
        page: { records: [{ ...call, cells }], recordsBefore: 999 },
      }}
      file={fileOffer({}, noFileFacts)}
      bulkRequest={null}
    />,
  )
  expect(screen.getByText('ヒット件数: 19,559')).toBeVisible()
  expect(screen.getByRole('region', { name: '合計' })).toHaveTextContent('通信料(円)6,080,000')
  expect(screen.getAllByText('1,000~1,000件目を表示')).toHaveLength(2)
  expect(screen.getByRole('columnheader', { name: '通信料(円)' })).toBeVisible()
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    '2014/07/06 09:54:13',
    '同報',
    '0012345',
    '-----',
    'JAPAN',
    '10,000',
    '32',
    '320,000',
    '',
    '',
    '6,080,000',
  ])
})

test('a number that has a name has it below, in its own column', () => {
  const names = {
    calleeNumber: { name: '大阪支店', department: '営業部' },
    callerNumber: { name: '本社', department: '' },
  }
  const asked = search('screen')
  show(
    <UsageAnswer
      contractNumber="04"
      search={asked}
      result={{
        ...{ asOf, days: {}, choices, span, problems: [] },
        preflight: { call: { totals }, destination: { totals } },
        page: { records: [{ ...call, names }], recordsBefore: 0 },
      }}
      file={fileOffer({}, noFileFacts)}
      bulkRequest={null}
    />,
  )
  expect(
    screen
      .getAllByRole('cell')
      .slice(2, 5)
      .map((cell) => cell.textContent),
  ).toEqual(['04本社', '-----大阪支店(営業部)', 'JAPAN'])
})

test('受付枚数 stands in the totals of a search by call alone', () => {
  const { unmount } = show(answer(search('screen')))
  expect(screen.getByRole('region', { name: '合計' })).toHaveTextContent('受付枚数31')
  unmount()
  show(answer(search('screen', 'destination')))
  expect(screen.getByRole('region', { name: '合計' })).not.toHaveTextContent('受付枚数')
})

test('the totals tell the first and the last 発信日時', () => {
  show(answer(search('screen')))
  const region = screen.getByRole('region', { name: '合計' })
  expect(region).toHaveTextContent('最初の発信日時2014/07/06 09:54:13')
  expect(region).toHaveTextContent('最後の発信日時2014/07/06 09:59:59')
})

test('a file is taken with the search that was counted, in the format and encoding chosen last', () => {
  show(answer(search('csv', 'destination')))
  const form = screen.getByRole('form', { name: 'ファイル作成' })
  expect(form).toHaveAttribute('action', '/usage/download')
  expect(Object.fromEntries(new FormData(form as HTMLFormElement))).toEqual({
    startDate: '2014-07-06',
    startHour: '9',
    endDate: '2014-07-06',
    endHour: '9',
    output: 'csv',
    by: 'destination',
    format: 'xlsx',
    encoding: 'shift_jis',
    ticket: '',
  })
  expect(screen.queryByRole('table')).toBeNull()
})

test('a bulk export is taken by its own form', () => {
  show(answer(search('bulk')))
  expect(screen.getByText('bulk')).toBeVisible()
  expect(screen.queryByRole('form', { name: 'ファイル作成' })).toBeNull()
})

test('no usage makes no file and says so', () => {
  show(answer(search('csv'), none))
  expect(screen.getByText(/ファイルは作成していません/)).toBeVisible()
  expect(screen.queryByRole('button')).toBeNull()
})

test('too much for a file is refused, with the bulk export and the periods that fit, ready to press', () => {
  const offered = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 9 }
  show(
    answer(
      search('csv'),
      { ...totals, records: 10_001 },
      { count: 2, overfull: 0, first: [{ ...offered, records: 10_000 }] },
    ),
  )
  expect(screen.getByText(/呼毎は10,001件あり、テキストファイルの上限10,000件を超えている/)).toBeVisible()
  const bulk = screen.getByRole('link', { name: /大量検索\)で作成する\(2ファイル\)/ })
  expect(bulk).toHaveAttribute('href', expect.stringContaining('output=bulk'))
  const part = screen.getByRole('link', { name: '2014/07/06 9時~2014/07/06 9時 (10,000件)' })
  expect(part).toHaveAttribute(
    'href',
    '/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&output=csv&by=call',
  )
  expect(screen.queryByRole('button')).toBeNull()
})

test('periods that are not shown are counted, and lead on from where the shown ones end', () => {
  const hour = { startDate: '2014-07-06', startHour: 8, endDate: '2014-07-06', endHour: 8, records: 9_000 }
  const rest = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 20 }
  show(answer(search('csv'), { ...totals, records: 90_000 }, { count: 9, overfull: 0, first: [hour], rest }))
  expect(screen.getByRole('link', { name: '残りの8個の期間を表示' })).toHaveAttribute(
    'href',
    '/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=20&output=csv&by=call',
  )
})

test('an hour that alone is too much says so and leads to the file that holds it', () => {
  const hour = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 9, records: 10_500 }
  show(answer(search('csv'), { ...totals, records: 10_500 }, { count: 1, overfull: 1, first: [hour] }))
  expect(screen.getByText(/この1時間だけで上限を超えています/)).toBeVisible()
  expect(screen.queryByText(/分けると|分かれます/)).toBeNull()
  expect(screen.queryByRole('link', { name: /9時~/ })).toBeNull()
  expect(screen.getByText(/9時~2014\/07\/06 9時 \(10,500件\)/)).toBeVisible()
  expect(screen.getByRole('link', { name: '大量検索で作成する' })).toHaveAttribute(
    'href',
    expect.stringContaining('output=bulk'),
  )
})

test('hours that are too much are never counted among the periods that hold all', () => {
  const hour = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-06', endHour: 9, records: 10_500 }
  const first = [hour, { ...hour, startHour: 10, endHour: 10, records: 9_000 }]
  show(answer(search('csv'), { ...totals, records: 19_500 }, { count: 2, overfull: 1, first }))
  expect(
    screen.getByText('次の2個の期間に分かれます。このうち1個は、1時間だけで上限を超えています。'),
  ).toBeVisible()
  expect(screen.queryByText(/すべてを確認できます/)).toBeNull()
})

const tooMuch = { ...totals, records: 100_001 }
const fullHour = {
  startDate: '2014-07-06',
  startHour: 9,
  endDate: '2014-07-06',
  endHour: 9,
  records: 100_001,
}

test('an hour of calls that no file holds promises none, and names whom to ask', () => {
  show(answer(search('bulk'), tooMuch, { count: 1, overfull: 1, first: [fullHour] }))
  expect(screen.queryByText('bulk')).toBeNull()
  expect(screen.getByText(/0120-161011/)).toBeVisible()
  expect(screen.queryByRole('link')).toBeNull()
})

test.each(['screen', 'csv', 'bulk'] as const)(
  'an hour of destinations that no file holds leads from %s to the search that names their calls',
  (output) => {
    const asked = { ...search(output, 'destination'), endHour: 10 }
    show(answer(asked, tooMuch, { count: 2, overfull: 1, first: [fullHour] }))
    expect(screen.getByRole('link', { name: /どの呼の宛先かを確認する/ })).toHaveAttribute(
      'href',
      '/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&output=bulk&by=destination',
    )
    expect(screen.queryByRole('link', { name: /9時~/ })).toBeNull()
  },
)

describe('the search of an hour of destinations that no file holds', () => {
  const hourOf = (calls: CallOfHour[]) =>
    show(answer(search('bulk', 'destination'), tooMuch, { count: 1, overfull: 1, first: [fullHour] }, calls))

  it('names the call that they are of, and promises nothing else', () => {
    hourOf([{ callId: 7n, calledAt, records: 100_001 }])
    const [link, ...others] = screen.getAllByRole('link')
    expect(link).toHaveTextContent('2014/07/06 09:54:13の呼 (この1時間の宛先 100,001件)')
    expect(link).toHaveAttribute('href', expect.stringMatching(/^\/usage\/calls\/7\?startDate=2014-07-06/))
    expect(others).toEqual([])
    expect(screen.queryByText(/0120-161011/)).toBeNull()
  })

  it('says plainly that no one file holds what is of many calls, and how each of them is found', () => {
    hourOf([{ callId: 7n, calledAt, records: 60 }])
    expect(screen.getByText(/99,941件あり、これらを1つにまとめたファイルは作成できません/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'この1時間を呼毎に検索する' })).toHaveAttribute(
      'href',
      '/usage?startDate=2014-07-06&startHour=9&endDate=2014-07-06&endHour=9&output=screen&by=call',
    )
    expect(screen.getByText(/0120-161011/)).toBeVisible()
  })
})
