import { buffer } from 'node:stream/consumers'
import { createTranslator } from 'next-intl'
import readWorkbook from 'read-excel-file/node'
import { describeStatementWorkbook } from '@/components/statements/describe-statement-workbook'
import en from '@/lib/i18n/messages/statements.en.json'
import ja from '@/lib/i18n/messages/statements.ja.json'
import usageEn from '@/lib/i18n/messages/usage.en.json'
import usageJa from '@/lib/i18n/messages/usage.ja.json'
import { sumOf, type StatementFigures } from '@/lib/statements/figures'
import type { Statement } from '@/lib/statements/read-statement'
import { statementExcel } from '@/lib/statements/statement-excel'
import type { StatementLine, StatementListName } from '@/lib/statements/statement-lists'
import { daysOfMonth } from '@/lib/time/japan-month'
import { shownSheets } from '@/tests/support/libreoffice'
import { withOffice } from '@/tests/support/with-office'

const figures = (records: number): StatementFigures => ({
  records,
  destinations: BigInt(records * 2),
  sentPages: BigInt(records * 3),
  billedPages: BigInt(records * 4),
  charge: BigInt(records * 1_234),
})
const line = (key: string, records: number): StatementLine => ({ key, figures: figures(records) })

const oddNumbers = ['001', '=1+1', '-----', '1234567890123', '@userco.jp', '+81312345678', ' a ', '_x0041_']
const callers = [
  ...oddNumbers.map((key, index) => ({ ...line(key, 20 - index), name: index === 0 ? '=本社' : undefined })),
  ...Array.from({ length: 1_200 }, (_, index) => line(`03${String(index).padStart(8, '0')}`, 1)),
]
const total = sumOf(callers.map((caller) => caller.figures))

const lists: Record<StatementListName, StatementLine[]> = {
  day: daysOfMonth('2026-10').map((date) => {
    if (date === '2026-10-02') return { ...line(date, 0), isMissing: true }
    return line(date, date === '2026-10-31' ? total.records : 0)
  }),
  communicationType: [line('同報', total.records)],
  rateType: [line('夜間', 300), line('', total.records - 300)],
  area: [line('=JAPAN', total.records)],
  caller: callers,
  department: [line('営業部', 100), line('', total.records - 100)],
}

const statement: Statement = {
  month: '2026-10',
  by: 'call',
  asOf: new Date('2026-11-05T03:00:00Z'),
  total,
  lists: Object.entries(lists).map(([name, lines]) => ({ name: name as StatementListName, lines })),
  missingDays: ['2026-10-02'],
  isRunning: false,
  corrections: [
    {
      date: '2026-10-01',
      correctedAt: new Date('2026-11-04T01:00:00Z'),
      before: { records: 3, charge: 100n },
      after: { records: 2, charge: 60n },
      isAfterClosing: true,
    },
    {
      date: '2026-10-03',
      correctedAt: new Date('2026-11-04T01:00:00Z'),
      after: { records: 1, charge: 5n },
      isAfterClosing: true,
    },
  ],
  closing: { closedAt: new Date('2026-11-03T01:00:00Z'), figures: figures(140) },
  earlierName: '2026-09',
  earlier: { total: figures(500), missingDays: 0, movers: { caller: [], communicationType: [], area: [] } },
}

type Describe = Parameters<typeof describeStatementWorkbook>
const texts = {
  ja: { statements: ja, usage: usageJa },
  en: { statements: en, usage: usageEn },
}
const wordsIn = (locale: 'ja' | 'en', of = statement) => {
  const translator = (namespace: 'statements' | 'usage') =>
    createTranslator({ locale, messages: texts[locale], namespace, timeZone: 'Asia/Tokyo' }) as never
  const [t, usage] = [translator('statements') as Describe[2], translator('usage') as Describe[3]]
  return describeStatementWorkbook(of, { number: '04', name: '見本商事' }, t, usage, locale)
}
const workbook = (locale: 'ja' | 'en' = 'ja', of = statement) =>
  buffer(statementExcel(of, wordsIn(locale, of)))

const sheetsOf = async (file: Buffer) =>
  Object.fromEntries((await readWorkbook(file, { trim: false })).map(({ sheet, data }) => [sheet, data]))

const dayOf = (date: string) => new Date(`${date}T00:00:00Z`)
const cellsOf = (of: StatementFigures) => Object.values(of).map(Number)

test('the workbook has every line of every list, and each list adds up to the same total', async () => {
  const sheets = await sheetsOf(await workbook())
  expect(Object.keys(sheets)).toEqual([
    '概要',
    '日別',
    '通信種別別',
    '割引種別別',
    '対地名別',
    '発信番号別',
    '部署別',
    '訂正',
  ])
  for (const { name, lines } of statement.lists) {
    const [headings, ...rows] = sheets[ja.lists[name === 'rateType' ? 'discountType' : name]]!
    expect(headings).toEqual([
      ja.keys[name === 'rateType' ? 'discountType' : name],
      ...(name === 'caller' ? ['名称'] : []),
      ...['件数', '宛先数', '送信枚数', '課金枚数', '通信料'],
      ...(name === 'day' ? ['状態'] : []),
    ])
    const absent = name === 'department' ? '未分類' : '(なし)'
    const rowOf = (key: unknown, { figures: of, name: named, isMissing }: Omit<StatementLine, 'key'>) => [
      key,
      ...(name === 'caller' ? [named ?? null] : []),
      ...cellsOf(of),
      ...(name === 'day' ? [isMissing ? '未反映' : null] : []),
    ]
    const keyOf = (key: string) => (name === 'day' ? dayOf(key) : key || absent)
    expect(rows).toEqual([
      ...lines.map((each) => rowOf(keyOf(each.key), each)),
      rowOf('合計', { figures: total }),
    ])
    const first = name === 'caller' ? 2 : 1
    const sumOfColumn = (column: number) =>
      rows.slice(0, -1).reduce((sum, row) => sum + Number(row[first + column]), 0)
    expect([0, 1, 2, 3, 4].map(sumOfColumn)).toEqual(cellsOf(total))
  }
})

test('the overview says what the sheet is of, its state, the month before, and that it is no invoice', async () => {
  const { 概要: overview, 訂正: corrections } = await sheetsOf(await workbook())
  const charge = Number(total.charge)
  expect(overview!.map((row) => row.filter((cell) => cell !== null))).toEqual([
    ['明細', '2026年10月分 ご利用明細'],
    ['検索対象番号', '04 見本商事'],
    ['集計の単位', '呼毎'],
    ['時点', new Date('2026-11-05T12:00:00Z')],
    ['確定', '2026/11/03 10:00 に確定'],
    ['未反映の日', '1日'],
    ['データの訂正', '2件(確定後 2件)'],
    ['確定時の通信料', 172_760],
    ['ご注意', 'この利用明細は請求書ではありません。ご請求額は請求書でご確認ください。'],
    [],
    ['項目', '当月', '前月', '差', '前月比'],
    ['通信料(円)', charge, 617_000, charge - 617_000, expect.closeTo(charge / 617_000)],
    ...['件数', '宛先数', '送信枚数', '課金枚数'].map((name): unknown => expect.arrayContaining([name])),
  ])
  expect(corrections!.slice(1)).toEqual([
    [dayOf('2026-10-01'), new Date('2026-11-04T10:00:00Z'), 3, 2, 100, 60, -40, '確定後'],
    [dayOf('2026-10-03'), new Date('2026-11-04T10:00:00Z'), '未反映', 1, '未反映', 5, 5, '確定後'],
  ])
})

test('without a month before or a correction there is none in it; in English the lists keep their headings', async () => {
  const plain: Statement = {
    ...statement,
    by: 'destination',
    corrections: [],
    closing: undefined,
    earlier: undefined,
  }
  const sheets = await sheetsOf(await workbook('en', plain))
  expect(Object.keys(sheets)).toEqual(['Overview', ...Object.keys(sheets).slice(1, 7)])
  expect(sheets['By call type']![0]).toEqual(['通話種別', '件数', '宛先数', '送信頁数', '課金頁数', '通信料'])
  expect(sheets.Overview).toContainEqual(expect.arrayContaining(['Closing', en.sheet.open]))
  expect(sheets.Overview!.flat()).toContain(
    'There is no data of the month before (September 2026), so nothing can be compared.',
  )
})

test('what goes wrong half-way breaks the file, and what nobody reads is not written on', async () => {
  const [days, ...others] = statement.lists
  let read = 0
  const lines = new Proxy(callers, {
    get(target, key, receiver) {
      if (key === 'entries')
        return function* () {
          for (const entry of target.entries()) {
            read = entry[0]
            if (read === 1_100) throw new Error('lost')
            yield entry
          }
        }
      return Reflect.get(target, key, receiver) as unknown
    },
  })
  const broken = { ...statement, lists: [days!, { name: 'caller' as const, lines }, ...others] }
  await expect(workbook('ja', broken)).rejects.toThrow('lost')

  read = 0
  const many = { ...callers[0]!, key: '' }
  const endless = {
    entries: function* () {
      for (; read < 200_000; read++) yield [read, { ...many, key: String(Math.random()) }]
    },
  } as unknown as StatementLine[]
  const file = statementExcel({ ...statement, lists: [{ name: 'caller', lines: endless }] }, wordsIn('ja'))
  file.pause()
  let before = -1
  while (before !== read) {
    before = read
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  expect(read).toBeLessThan(100_000)
  file.destroy()
})

withOffice(
  'LibreOffice opens it, runs nothing, and shows each value',
  async () => {
    const [caller, day, overview] = await shownSheets(await workbook(), ['発信番号別', '日別', '概要'])
    const yen = (amount: bigint) => `¥${amount.toLocaleString('en-US')}`
    const shown = (of: StatementFigures) => [
      ...cellsOf(of)
        .slice(0, 4)
        .map((figure) => figure.toLocaleString('en-US')),
      yen(of.charge),
    ]
    expect(caller!.slice(1)).toEqual([
      ...callers.map(({ key, name, figures: of }) => [key, name ?? '', ...shown(of)]),
      ['合計', '', ...shown(total)],
    ])
    expect(day![2]).toEqual(['2026/10/02', '0', '0', '0', '0', '¥0', '未反映'])
    expect(overview).toContainEqual(expect.arrayContaining(['時点', '2026/11/05 12:00:00']))
    expect(overview!.flat()).toContain(`+${yen(total.charge - 617_000n).slice(1)}`)
  },
  120_000,
)
