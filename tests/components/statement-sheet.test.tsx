import { screen, within } from '@testing-library/react'
import { StatementSheet } from '@/components/statements/statement-sheet'
import type { StatementFigures } from '@/lib/statements/figures'
import type { Statement } from '@/lib/statements/read-statement'
import { foldList, type StatementLine, type StatementListName } from '@/lib/statements/statement-lists'
import { daysOfMonth } from '@/lib/time/japan-month'
import { show } from '@/tests/support/show'

const figures = (records: number): StatementFigures => ({
  records,
  destinations: BigInt(records),
  sentPages: BigInt(records * 2),
  billedPages: BigInt(records),
  charge: BigInt(records * 19_000),
})

const line = (key: string, records: number): StatementLine => ({ key, figures: figures(records) })

/** 150 calls in October, of which one day is missing. */
const lists: Record<StatementListName, StatementLine[]> = {
  day: daysOfMonth('2026-10').map((date) => {
    if (date === '2026-10-02') return { ...line(date, 0), isMissing: true }
    if (date === '2026-10-03') return { ...line(date, 50), isMissing: true }
    return line(date, date === '2026-10-01' ? 100 : 0)
  }),
  communicationType: [line('同報', 150)],
  rateType: [line('夜間', 100), line('', 50)],
  area: [line('JAPAN', 150)],
  caller: Array.from({ length: 150 }, (_, index) => line(`03${String(index).padStart(8, '0')}`, 1)),
  department: [line('', 150)],
}

const mover = { key: '0312345678', before: 0n, after: 1_900_000n, difference: 1_900_000n }
const statement: Statement = {
  month: '2026-10',
  by: 'call',
  asOf: new Date('2026-11-05T01:00:00Z'),
  total: figures(150),
  lists: Object.entries(lists).map(([name, lines]) =>
    foldList({ name: name as StatementListName, lines }, 100),
  ),
  missingDays: ['2026-10-02', '2026-10-03'],
  isRunning: false,
  corrections: [
    {
      date: '2026-10-01',
      correctedAt: new Date('2026-11-04T01:00:00Z'),
      before: { records: 90, charge: 1_710_000n },
      after: { records: 100, charge: 1_900_000n },
      isAfterClosing: true,
    },
  ],
  closing: { closedAt: new Date('2026-11-03T01:00:00Z'), figures: figures(140) },
  earlierName: '2026-09',
  earlier: {
    total: figures(120),
    missingDays: 1,
    movers: { caller: [mover], communicationType: [], area: [{ ...mover, key: 'KOREA', difference: -5n }] },
  },
}

const sheet = (changes: Partial<Statement> = {}) => (
  <StatementSheet
    statement={{ ...statement, ...changes }}
    contract={{ number: '04', name: '株式会社見本' }}
    latest="2026-11-04"
    encoding="utf-8"
    charactersLost={0}
    narrow={async (state) => state}
    account="mark"
  />
)

const rowsOf = (list: string) =>
  within(screen.getByRole('table', { name: list }))
    .getAllByRole('row')
    .map((row) => row.textContent)

test('a missing day says so, one without usage is 0, and each list ends with the total', () => {
  show(sheet())
  const days = rowsOf('日別')
  expect(days[1]).toBe('2026/10/01 (木)1001002001001,900,000')
  expect(days[2]).toBe('2026/10/02 (金)未反映')
  expect(days[3]).toBe('2026/10/03 (土)(未反映)505010050950,000')
  expect(days[4]).toBe('2026/10/04 (日)00000')
  const lists = ['日別', '通信種別別', '割引種別別', '対地名別', '発信番号別', '部署別']
  expect(new Set(lists.map((list) => rowsOf(list).at(-1)))).toEqual(new Set(['合計1501503001502,850,000']))
  expect(rowsOf('割引種別別')[2]).toMatch(/^\(なし\)50/)
  expect(rowsOf('部署別')[1]).toMatch(/^未分類150/)
})

test('a long list is folded, and ties all the same', () => {
  show(sheet())
  const callers = rowsOf('発信番号別')
  expect(callers).toHaveLength(1 + 100 + 1 + 1)
  expect(callers.at(-2)).toBe('その他(50番号)505010050950,000')
})

test('days lead to their records by an address, numbers by a form', () => {
  show(sheet())
  const day = screen.getByRole('link', { name: '2026/10/01 (木)の明細レコードを表示' })
  expect(day.getAttribute('href')).toContain('startDate=2026-10-01&startHour=0&endDate=2026-10-01&endHour=23')
  expect(screen.queryByRole('link', { name: /^2026\/10\/04/ })).toBeNull()
  const caller = screen.getByRole('button', { name: '0300000000の明細レコードを表示' })
  expect(caller).toHaveAttribute('name', 'callerStart')
  expect(caller).toHaveValue('0300000000')
  const addresses = screen.getAllByRole('link').map((link) => link.getAttribute('href'))
  expect(addresses.filter((address) => address?.includes('0300000000'))).toEqual([])
})

test('what was corrected after the closing is told with the difference', () => {
  show(sheet())
  expect(screen.getByText(/の確定時の通信料は/)).toHaveTextContent(
    '2026/11/03 10:00 の確定時の通信料は 2,660,000 円、現在は 2,850,000 円です(差 +190,000 円)。',
  )
  expect(rowsOf('訂正された日')[1]).toBe('2026/10/012026/11/04 10:00901001,710,0001,900,000+190,000確定後')
})

test('the month before stands beside it, or is said not to be known', () => {
  show(sheet())
  const table = '2026年10月分と2026年9月分の比較'
  expect(rowsOf(table)[1]).toBe('通信料(円)2,850,0002,280,000+570,000125.0%')
  expect(screen.getByText(/前月\(2026年9月分\)には未反映の日が1日/)).toBeInTheDocument()
  document.body.innerHTML = ''
  show(sheet({ earlier: undefined }))
  expect(rowsOf(table)[1]).toBe('通信料(円)2,850,000')
  expect(screen.getByText(/前月\(2026年9月分\)のデータはない/)).toBeInTheDocument()
})
