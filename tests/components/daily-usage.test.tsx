import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { DailyUsage } from '@/components/chart/daily-usage'
import type { DailyUsage as Usage, DayUsage } from '@/lib/usage/daily-usage'
import type { DailyView } from '@/lib/usage/daily-view'
import { show } from '@/tests/support/show'

const used = (date: string, calls: number, charge: bigint, communicationType = '一般'): DayUsage => {
  const figures = { calls, sentPages: BigInt(calls) * 3n, charge }
  return { date, figures, parts: [{ communicationType, rateType: '', figures }] }
}

const usage: Usage = {
  lastMonth: {
    firstDay: '2026-10-01',
    days: [used('2026-10-01', 12, 200n), used('2026-10-02', 3, 100n, '同報'), { date: '2026-10-03' }],
  },
  thisMonth: {
    firstDay: '2026-11-01',
    days: [used('2026-11-01', 1_234, 56_789n), used('2026-11-02', 0, 0n)],
  },
}

const showUsage = (shown: Usage | undefined, view: DailyView = { measure: 'charge' }) =>
  show(<DailyUsage usage={shown} view={view} hasSheets />)

/** One for each width of the screen. */
const pictures = () => screen.getAllByRole('group', { name: /^先月と今月の.*棒グラフ/ })
const day = (picture: HTMLElement, name: string | RegExp) => within(picture).getByRole('link', { name })
const marks = (picture: HTMLElement) =>
  within(picture)
    .queryAllByRole('img')
    .map((mark) => [mark.getAttribute('aria-label'), mark.querySelector('text')!.textContent])
const tables = () => screen.getAllByRole('table', { hidden: true })
const cellsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row', { hidden: true })
    .map((row) => [...row.children].map((cell) => cell.textContent))

/** How long the parts of a day's bar are, along the way in which bars grow. */
const lengths = (picture: HTMLElement, name: string | RegExp) => {
  const [whole, ...parts] = day(picture, name).querySelectorAll('rect')
  const side = whole!.getAttribute('width') === '100%' ? 'width' : 'height'
  return parts.map((part) => parseFloat(part.getAttribute(side)!))
}

test('usage that could not be read is said in the place of the picture', () => {
  showUsage(undefined)
  expect(screen.getByText(/^毎日のご利用状況は、ただいま表示できません。/)).toBeVisible()
  expect(screen.queryByRole('group')).toBeNull()
  expect(screen.queryByRole('table', { hidden: true })).toBeNull()
})

test('bars are as long as their figures, last month’s and this month’s on one scale', () => {
  showUsage({ ...usage, lastMonth: { ...usage.lastMonth, days: [used('2026-10-01', 12, 28_394n)] } })
  for (const picture of pictures()) {
    const [long] = lengths(picture, /^2026\/11\/01/)
    expect(long).toBeGreaterThan(0)
    expect(lengths(picture, /^2026\/10\/01/)[0]! / long!).toBeCloseTo(28_394 / 56_789)
  }
})

test.each([
  ['charge', '2026/11/01 通信料 56,789円(1,234件)', '先月(2026年10月): 通信料 合計300円'],
  ['calls', '2026/11/01 件数 1,234件', '先月(2026年10月): 件数 合計15件'],
  ['sentPages', '2026/11/01 送信枚数 3,702枚(1,234件)', '先月(2026年10月): 送信枚数 合計45枚'],
] as const)(
  '%s: a day is named with its figure and unit, and leads to its records',
  (measure, name, total) => {
    showUsage(usage, { measure })
    for (const picture of pictures())
      expect(day(picture, name)).toHaveAttribute(
        'href',
        '/usage?startDate=2026-11-01&startHour=0&endDate=2026-11-01&endHour=23&output=screen&by=call',
      )
    expect(screen.getByText(total)).toBeInTheDocument()
  },
)

test('a bar that is split has a part of its own look for each kind, named in a list with its total', () => {
  const mixed = used('2026-10-01', 2, 200n)
  mixed.parts = [
    { ...mixed.parts![0]!, figures: { calls: 1, sentPages: 3n, charge: 150n } },
    { communicationType: '同報', rateType: '', figures: { calls: 1, sentPages: 3n, charge: 50n } },
  ]
  const lastMonth = { ...usage.lastMonth, days: [mixed, ...usage.lastMonth.days.slice(1)] }
  showUsage(
    { lastMonth, thisMonth: { firstDay: '2026-11-01', days: [] } },
    { measure: 'charge', split: 'type' },
  )

  const kinds = within(screen.getByRole('list', { name: '通信種別' })).getAllByRole('listitem')
  expect(kinds.map((kind) => kind.textContent)).toEqual(['一般 150円', '同報 150円'])
  for (const picture of pictures()) {
    const name = '2026/10/01 通信料 200円(2件): 一般 150円、同報 50円'
    const [first, second] = lengths(picture, name)
    expect(first! / second!).toBeCloseTo(3)
    const looks = [...day(picture, name).querySelectorAll('rect')].slice(1)
    expect(looks.map((look) => look.getAttribute('fill'))).toEqual(['url(#kind-0)', 'url(#kind-1)'])
  }
  const [october] = tables()
  expect(cellsOf(october!)).toEqual([
    ['日', '通信料(円)', '一般', '同報'],
    ['10/1(木)', '200', '150', '50'],
    ['10/2(金)', '100', '0', '100'],
    ['10/3(土)', '未反映', '', ''],
    ['合計', '300', '150', '150'],
  ])
})

test('a code that is empty has a name', () => {
  showUsage(usage, { measure: 'calls', split: 'rate' })
  expect(screen.getByRole('list', { name: '割引種別' })).toHaveTextContent('(なし) 1,249件')
})

test('a day not loaded yet has a cross and a word, a day without calls has a zero', () => {
  showUsage(usage)
  for (const picture of pictures())
    expect(marks(picture)).toEqual([
      ['2026/10/03 未反映', '×'],
      ['2026/11/02 通信料 0円(0件)', '0'],
    ])
  expect(screen.getByText('データがまだ反映されていない日(合計に含みません)')).toBeInTheDocument()
  expect(tables().map(cellsOf)).toEqual([
    [
      ['日', '件数', '送信枚数', '通信料(円)'],
      ['10/1(木)', '12', '36', '200'],
      ['10/2(金)', '3', '9', '100'],
      ['10/3(土)', '未反映', '', ''],
      ['合計', '15', '45', '300'],
    ],
    [
      ['日', '件数', '送信枚数', '通信料(円)'],
      ['11/1(日)', '1,234', '3,702', '56,789'],
      ['11/2(月)', '0', '0', '0'],
      ['合計', '1,234', '3,702', '56,789'],
    ],
  ])
})

const purged: Usage = {
  lastMonth: {
    firstDay: '2026-10-01',
    days: [
      { date: '2026-10-01', isPurged: true },
      { date: '2026-10-02', isPurged: true },
    ],
  },
  thisMonth: usage.thisMonth,
}

test('a month whose data is no longer kept says so, and nowhere 0円', () => {
  showUsage(purged)
  expect(
    screen.getByText('先月(2026年10月): 保存期間を過ぎたため、データは残っていません'),
  ).toBeInTheDocument()
  expect(screen.getByText('保存期間を過ぎて、データが残っていない日(合計に含みません)')).toBeInTheDocument()
  expect(screen.queryByText('データがまだ反映されていない日(合計に含みません)')).toBeNull()
  for (const picture of pictures())
    expect(marks(picture).slice(0, 2)).toEqual([
      ['2026/10/01 保存期間終了', '-'],
      ['2026/10/02 保存期間終了', '-'],
    ])
  expect(cellsOf(tables()[0]!)[1]).toEqual(['10/1(木)', '保存期間終了', '', ''])
})

test('a month partly kept has the total of what is kept', () => {
  const { lastMonth } = usage
  showUsage({
    ...usage,
    lastMonth: { ...lastMonth, days: [purged.lastMonth.days[0]!, ...lastMonth.days.slice(1)] },
  })
  expect(screen.getByText('先月(2026年10月): 通信料 合計100円')).toBeInTheDocument()
  expect(screen.getByText('保存期間を過ぎて、データが残っていない日(合計に含みません)')).toBeInTheDocument()
})

test('a month of which nothing has arrived has no total either', () => {
  showUsage({
    lastMonth: { firstDay: '2026-10-01', days: [{ date: '2026-10-01' }] },
    thisMonth: usage.thisMonth,
  })
  expect(screen.getByText('先月(2026年10月): データは反映されていません')).toBeInTheDocument()
})

test('where last month is no longer kept and this one has not arrived, both are said', () => {
  showUsage({ ...purged, thisMonth: { firstDay: '2026-11-01', days: [] } })
  expect(screen.getByText(/保存期間を過ぎたため、残っていません。今月のデータは、まだ/)).toBeInTheDocument()
  expect(screen.queryByRole('group')).toBeNull()
})

test('on the first of a month only last month is drawn and listed', () => {
  showUsage({ ...usage, thisMonth: { firstDay: '2026-11-01', days: [] } })
  expect(screen.getByText('今月(2026年11月): まだ前日までの日がありません')).toBeInTheDocument()
  for (const picture of pictures()) expect(within(picture).getAllByRole('link')).toHaveLength(2)
  expect(tables()).toHaveLength(1)
})

test('where nothing has been loaded a sentence stands in place of an empty picture', () => {
  showUsage({
    lastMonth: { firstDay: '2026-10-01', days: [{ date: '2026-10-01' }] },
    thisMonth: { firstDay: '2026-11-01', days: [] },
  })
  expect(screen.getByText('先月と今月のデータは、まだ反映されていません。')).toBeInTheDocument()
  expect(screen.queryByRole('group')).toBeNull()
  expect(screen.queryByRole('table', { hidden: true })).toBeNull()
})

test('months without any charge are drawn on an axis that still counts whole yen', () => {
  const { container } = showUsage({
    ...usage,
    lastMonth: { firstDay: '2026-10-01', days: [used('2026-10-01', 0, 0n)] },
    thisMonth: { firstDay: '2026-11-01', days: [] },
  })
  const labels = [...container.querySelectorAll('text[text-anchor=end]')].map((label) => label.textContent)
  expect(labels).toEqual(expect.arrayContaining(['0', '1', '5']))
  expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity/)
})

test('the words say up to which day this month goes, and lead to the sheet of a month that has usage', () => {
  showUsage({ ...usage, thisMonth: { firstDay: '2026-11-01', days: [used('2026-11-01', 0, 0n)] } })
  expect(screen.getByText('今月(2026年11月、1日まで): 通信料 合計0円')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '2026年10月の月次明細' })).toHaveAttribute(
    'href',
    '/statements/2026-10',
  )
  expect(screen.queryByRole('link', { name: '2026年11月の月次明細' })).toBeNull()
})

test('a day of the table leads to its search, a day without calls nowhere', () => {
  showUsage(usage)
  const links = tables().flatMap((table) => within(table).getAllByRole('link', { hidden: true }))
  expect(links.map((link) => link.getAttribute('aria-label'))).toEqual([
    '10/1(木)の12件を検索',
    '10/2(金)の3件を検索',
    '11/1(日)の1,234件を検索',
  ])
})

test('the choices lead to the other pictures, each keeping what is chosen beside it, and mark the present one', () => {
  showUsage(usage, { measure: 'calls', split: 'rate' })
  const choices = within(screen.getByRole('navigation', { name: 'グラフの表示' })).getAllByRole('link')
  expect(choices.map((link) => [link.getAttribute('href'), link.getAttribute('aria-current')])).toEqual([
    ['/menu?split=rate#daily-usage', null],
    ['/menu?measure=calls&split=rate#daily-usage', 'true'],
    ['/menu?measure=pages&split=rate#daily-usage', null],
    ['/menu?measure=calls#daily-usage', null],
    ['/menu?measure=calls&split=type#daily-usage', null],
    ['/menu?measure=calls&split=rate#daily-usage', 'true'],
  ])
})

test('the picture is one stop of the Tab key, and arrows lead from day to day', async () => {
  showUsage(usage)
  const [picture] = pictures()
  const links = within(picture!).getAllByRole('link')
  const stops = () => links.filter((link) => link.getAttribute('tabindex') === '0')
  // The newest day is what one looks for most.
  expect(stops()).toEqual([links.at(-1)])
  stops()[0]!.focus()
  for (const [keys, place] of [
    ['{ArrowRight}', 2],
    ['{ArrowLeft}', 1],
    ['{Home}', 0],
    ['{ArrowUp}', 0],
    ['{ArrowDown}', 1],
    ['{End}', 2],
    ['{Control>}{Home}{/Control}', 2],
  ] as const) {
    await userEvent.keyboard(keys)
    expect(document.activeElement).toBe(links[place])
    expect(stops()).toEqual([links[place]])
  }
})

test('nothing is styled by an attribute that the Content-Security-Policy forbids', () => {
  const { container } = showUsage(usage, { measure: 'charge', split: 'type' })
  expect(container.querySelectorAll('[style], style')).toHaveLength(0)
})
