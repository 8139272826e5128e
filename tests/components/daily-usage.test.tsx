import { render, screen, within } from '@testing-library/react'
import { NextIntlClientProvider, type Messages } from 'next-intl'
import { DailyUsage } from '@/components/chart/daily-usage'
import ja from '@/lib/i18n/messages/ja.json'
import type { DailyUsage as Usage, DayUsage } from '@/lib/usage/daily-usage'

const used = (date: string, calls: number, charge: bigint): DayUsage => ({
  date,
  figures: { calls, sentPages: BigInt(calls) * 3n, charge },
})

const usage: Usage = {
  lastMonth: {
    firstDay: '2026-10-01',
    days: [used('2026-10-01', 12, 200n), used('2026-10-02', 3, 100n), { date: '2026-10-03' }],
  },
  thisMonth: {
    firstDay: '2026-11-01',
    days: [used('2026-11-01', 1_234, 56_789n), used('2026-11-02', 0, 0n)],
  },
}

const show = (shown: Usage) =>
  render(
    <NextIntlClientProvider locale="ja" timeZone="Asia/Tokyo" messages={ja as Messages}>
      <DailyUsage usage={shown} />
    </NextIntlClientProvider>,
  )

const rectOf = (picture: Element, date: string) =>
  [...picture.querySelectorAll('rect')].find((bar) => bar.textContent!.startsWith(date))!
const heightOf = (picture: Element, date: string) => Number(rectOf(picture, date).getAttribute('height'))

test('bars are as high as their charges, last month’s and this month’s on one scale', () => {
  show(usage)
  for (const picture of screen.getAllByRole('img')) {
    const perYen = heightOf(picture, '2026/11/01') / 56_789
    expect(perYen).toBeGreaterThan(0)
    expect(heightOf(picture, '2026/10/01') / 200).toBeCloseTo(perYen)
    expect(heightOf(picture, '2026/11/02')).toBe(0)
  }
})

test('the two months differ by more than colour', () => {
  show(usage)
  const [last, now] = ['2026/10/01', '2026/11/01'].map(
    (date) => rectOf(screen.getAllByRole('img')[0]!, date).parentElement!,
  )
  expect(last).toHaveClass('fill-white')
  expect(now).toHaveClass('fill-key-900')
})

test('a day not loaded yet has a cross and a word, a day without calls has a zero', () => {
  show(usage)
  for (const picture of screen.getAllByRole('img')) {
    expect([...picture.querySelectorAll('path')].map((mark) => mark.textContent)).toEqual([
      '2026/10/03 未反映',
    ])
    expect(rectOf(picture, '2026/11/02')).toHaveTextContent('2026/11/02 0円 0件')
  }
  expect(screen.getByText('データがまだ反映されていない日(合計に含みません)')).toBeInTheDocument()
  const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true })
  const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent))
  expect(cells.slice(1)).toEqual([
    ['1', '12', '36', '200', '1,234', '3,702', '56,789'],
    ['2', '3', '9', '100', '0', '0', '0'],
    ['3', '未反映', '', '', '', '', ''],
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
  show(purged)
  expect(
    screen.getByText('先月(2026年10月): 保存期間を過ぎたため、データは残っていません'),
  ).toBeInTheDocument()
  expect(screen.getByText('保存期間を過ぎて、データが残っていない日(合計に含みません)')).toBeInTheDocument()
  expect(screen.queryByText('データがまだ反映されていない日(合計に含みません)')).toBeNull()
  for (const picture of screen.getAllByRole('img')) {
    expect([...picture.querySelectorAll('path')].map((mark) => mark.textContent)).toEqual([
      '2026/10/01 保存期間終了',
      '2026/10/02 保存期間終了',
    ])
  }
  const rows = within(screen.getByRole('table', { hidden: true })).getAllByRole('row', { hidden: true })
  expect([...rows[1]!.children].map((cell) => cell.textContent)).toEqual([
    '1',
    '保存期間終了',
    '',
    '',
    '1,234',
    '3,702',
    '56,789',
  ])
})

test('a month partly kept has the total of what is kept', () => {
  const { lastMonth } = usage
  show({
    ...usage,
    lastMonth: { ...lastMonth, days: [purged.lastMonth.days[0]!, ...lastMonth.days.slice(1)] },
  })
  expect(screen.getByText('先月(2026年10月): 通信料 合計100円')).toBeInTheDocument()
  expect(screen.getByText('保存期間を過ぎて、データが残っていない日(合計に含みません)')).toBeInTheDocument()
})

test('a month of which nothing has arrived has no total either', () => {
  show({
    lastMonth: { firstDay: '2026-10-01', days: [{ date: '2026-10-01' }] },
    thisMonth: usage.thisMonth,
  })
  expect(screen.getByText('先月(2026年10月): データは反映されていません')).toBeInTheDocument()
})

test('where last month is no longer kept and this one has not arrived, both are said', () => {
  show({ ...purged, thisMonth: { firstDay: '2026-11-01', days: [] } })
  expect(screen.getByText(/保存期間を過ぎたため、残っていません。今月のデータは、まだ/)).toBeInTheDocument()
  expect(screen.queryByRole('img')).toBeNull()
})

test('the legend says the totals, and up to which day this month goes', () => {
  show(usage)
  expect(screen.getByText('先月(2026年10月): 通信料 合計300円')).toBeInTheDocument()
  expect(screen.getByText('今月(2026年11月、2日まで): 通信料 合計56,789円')).toBeInTheDocument()
})

test('a day of the table leads to its search, a day without calls nowhere', () => {
  show(usage)
  const table = screen.getByRole('table', { hidden: true })
  const links = within(table).getAllByRole('link', { hidden: true })
  expect(links.map((link) => link.textContent)).toEqual(['12', '1,234', '3'])
  expect(links[1]).toHaveAttribute(
    'href',
    '/usage?startDate=2026-11-01&startHour=0&endDate=2026-11-01&endHour=23&output=screen&by=call',
  )
})

test('nothing is styled by an attribute that the Content-Security-Policy forbids', () => {
  const { container } = show(usage)
  expect(container.querySelectorAll('[style], style')).toHaveLength(0)
})

test('on the first of a month only last month is drawn', () => {
  show({ ...usage, thisMonth: { firstDay: '2026-11-01', days: [] } })
  expect(screen.getByText('今月(2026年11月): まだ前日までの日がありません')).toBeInTheDocument()
  for (const picture of screen.getAllByRole('img')) expect(picture.querySelectorAll('rect')).toHaveLength(2)
})

test('where nothing has been loaded a sentence stands in place of an empty picture', () => {
  const none: Usage = {
    lastMonth: { firstDay: '2026-10-01', days: [{ date: '2026-10-01' }] },
    thisMonth: { firstDay: '2026-11-01', days: [] },
  }
  show(none)
  expect(screen.getByText('先月と今月のデータは、まだ反映されていません。')).toBeInTheDocument()
  expect(screen.queryByRole('img')).toBeNull()
  expect(screen.queryByRole('table', { hidden: true })).toBeNull()
})

test('months without any charge are drawn on an axis that still counts whole yen', () => {
  show({
    ...usage,
    lastMonth: { firstDay: '2026-10-01', days: [used('2026-10-01', 0, 0n)] },
    thisMonth: { firstDay: '2026-11-01', days: [] },
  })
  const [picture] = screen.getAllByRole('img')
  const labels = [...picture!.querySelectorAll('text[text-anchor=end]')].map((label) => label.textContent)
  expect(labels).toEqual(expect.arrayContaining(['0', '1', '5']))
  expect(picture!.outerHTML).not.toContain('NaN')
})

test('the figures of a month that has usage lead to its sheet', () => {
  show({ ...usage, thisMonth: { firstDay: '2026-11-01', days: [used('2026-11-01', 0, 0n)] } })
  expect(screen.getByRole('link', { name: '2026年10月の月次明細' })).toHaveAttribute(
    'href',
    '/statements/2026-10',
  )
  expect(screen.queryByRole('link', { name: '2026年11月の月次明細' })).toBeNull()
})
