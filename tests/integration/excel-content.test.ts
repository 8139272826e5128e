import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { createFormatter, createTranslator } from 'next-intl'
import readWorkbook from 'read-excel-file/node'
import { describeWorkbook } from '@/components/usage/describe-workbook'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import en from '@/lib/i18n/messages/usage.en.json'
import ja from '@/lib/i18n/messages/usage.ja.json'
import { formatJapanTime } from '@/lib/time/japan-time'
import { countUsage } from '@/lib/usage/count'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { formatPeriod, periodInstants, type UsagePeriod } from '@/lib/usage/period'
import type { UsageKind } from '@/lib/usage/search'
import { streamExcel } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { eventually } from '@/tests/support/eventually'
import { shownSheets } from '@/tests/support/libreoffice'
import { storeNames } from '@/tests/support/number-names'
import { withOffice } from '@/tests/support/with-office'
import { anyPeriodOf, randomDays, useRandomUsage } from '@/tests/support/random-usage'
import { usageRows } from '@/tests/support/usage-rows'

const { firstDay, days } = randomDays
const source = { address: null, userAgent: null }
const { pool, user } = useRandomUsage()
const now = new Date('2026-03-01T03:04:05Z')
const oneDay: UsagePeriod = { startDate: firstDay, startHour: 0, endDate: firstDay, endHour: 23 }

/** The place of the first column of quantities, and how many there are; the rest are texts but for the time. */
const quantities = { call: [5, 4], destination: [6, 2] } as const

type DescribeArguments = Parameters<typeof describeWorkbook>

const words = (locale: 'ja' | 'en') =>
  createTranslator({
    locale,
    messages: { usage: { ja, en }[locale] },
    namespace: 'usage',
  }) as DescribeArguments[3]

async function download(
  target: DownloadTarget,
  locale: 'ja' | 'en' = 'ja',
  withNames = false,
  reader = user(),
): Promise<Buffer> {
  const describe: Parameters<typeof streamExcel>[1]['describe'] = (figures) =>
    describeWorkbook(
      { target, withNames },
      reader,
      figures,
      words(locale),
      createFormatter({ locale, timeZone: 'Asia/Tokyo' }),
      locale,
    )
  return buffer((await streamExcel(reader, { target, withNames, describe }, source, now)).file)
}

const searchOf = (period: UsagePeriod, by: UsageKind) => ({
  search: { ...period, output: 'csv', by } as const,
})

const recordsOf = (period: UsagePeriod, kind: UsageKind) => {
  const { from, until } = periodInstants(period)
  return usageRows(pool(), kind, 'called_at >= $1 AND called_at < $2', [from, until])
}

/** What a cell of a plain query's text is in a workbook: a time, a number, a text, or nothing. */
const typedRows = (rows: string[][], kind: UsageKind) =>
  rows.map((row) =>
    row.map((text, column) => {
      if (text === '') return null
      if (column === 0) return new Date(`${text.replaceAll('/', '-').replace(' ', 'T')}Z`)
      const [first, count] = quantities[kind]
      const isNumber = (column >= first && column < first + count) || column === row.length - 1
      return isNumber ? Number(text) : text
    }),
  )

/** The sheets by another library. It cuts the fraction of a second off where the number of a time is rounded. */
async function sheetsOf(
  file: Buffer,
): Promise<{ names: string[]; records: unknown[][]; summary: unknown[][] }> {
  const sheets = await readWorkbook(file, { trim: false })
  const rounded = (cell: unknown) =>
    cell instanceof Date ? new Date(Math.round(cell.getTime() / 1_000) * 1_000) : cell
  const [records, summary] = sheets.map(({ data }) => data.map((row) => row.map(rounded)))
  return { names: sheets.map(({ sheet }) => sheet), records: records!, summary: summary! }
}

test('a workbook has the rows of a plain query as times, numbers and texts, one for one and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyPeriodOf(firstDay, days),
      fc.constantFrom<UsageKind>('call', 'destination'),
      async (period, kind) => {
        const expected = await recordsOf(period, kind)
        fc.pre(expected.length > 0)
        const { records, summary } = await sheetsOf(await download(searchOf(period, kind)))
        expect(records[0]).toContain(kind === 'call' ? '割引種別' : '通話種別')
        expect(records.slice(1)).toEqual(typedRows(expected, kind))
        const totals = await countUsage(user(), period, kind)
        expect(summary).toEqual([
          ['検索期間', formatPeriod(period, 'ja')],
          ['検索対象番号', '04'],
          ['検索種別', kind === 'call' ? '呼毎' : '宛先毎'],
          ['作成時点', new Date('2026-03-01T12:04:05Z')],
          ['件数', expected.length],
          ['宛先数', Number(totals.destinations)],
          ...(kind === 'call' ? [['受付枚数', Number(totals.acceptedPages)]] : []),
          [kind === 'call' ? '送信枚数' : '送信頁数', Number(totals.sentPages)],
          [kind === 'call' ? '課金枚数' : '課金頁数', Number(totals.billedPages)],
          ['通信料', Number(totals.charge)],
        ])
      },
    ),
    { numRuns: 15 },
  )
})

test('the workbook of a call has its destinations alone, and says of which call they are, in English too', async () => {
  const { rows } = await pool().query<{ call_id: string; called_at: Date }>(
    `SELECT call_id, called_at FROM usage_call WHERE contract_number = '04' AND destination_count > 100 LIMIT 1`,
  )
  const call = { callId: BigInt(rows[0]!.call_id), calledAt: rows[0]!.called_at }
  const { names, records, summary } = await sheetsOf(await download({ call }, 'en'))
  const expected = await usageRows(pool(), 'destination', 'call_id = $1', [rows[0]!.call_id])
  expect(records.slice(1)).toEqual(typedRows(expected, 'destination'))
  expect(names).toEqual([en.workbook.records, en.workbook.summary])
  const calledAt = formatJapanTime(call.calledAt, "yyyy-MM-dd'T'HH:mm:ss'Z'")
  expect(summary).toContainEqual([en.columns.calledAt, new Date(calledAt)])
  expect(summary).toContainEqual([en.workbook.hits, expected.length])
})

test('a narrowed search is a workbook of its records alone, which says what it is narrowed by', async () => {
  const conditions = { chargeFrom: 500, callerStart: '041' }
  const { search } = searchOf(oneDay, 'destination')
  const { records, summary } = await sheetsOf(
    await download({ search: { ...search, filter: { id: '1', conditions } } }),
  )
  const { from, until } = periodInstants(oneDay)
  const expected = await usageRows(
    pool(),
    'destination',
    `called_at >= $1 AND called_at < $2 AND charge >= 500 AND caller_number LIKE '041%'`,
    [from, until],
  )
  expect(expected.length).toBeGreaterThan(0)
  expect(records.slice(1)).toEqual(typedRows(expected, 'destination'))
  expect(summary).toContainEqual(['件数', expected.length])
  const narrowedTo = summary.filter(([label]) => label === ja.result.narrowedTo).map(([, value]) => value)
  expect(narrowedTo).toEqual([expect.stringContaining('041'), expect.stringContaining('500')])
})

test('the audit trail says that it was a workbook', async () => {
  await download(searchOf(oneDay, 'call'))
  await eventually(async () => {
    const { kind, detail } = await getPrisma().securityEvent.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(kind).toBe('downloadCompleted')
    expect(detail).toMatchObject({ format: 'xlsx', output: 'csv', by: 'call' })
    expect(detail).not.toHaveProperty('encoding')
  })
})

test('where there are no records there is no workbook', async () => {
  const none = { ...oneDay, startDate: '2025-01-01', endDate: '2025-01-01' }
  const refused: unknown = await download(searchOf(none, 'call')).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(PortalError)
  expect((refused as PortalError).refusal.code).toBe('noRecords')
})

const oddTexts = [
  ...[
    '001',
    '=1+1',
    '=1+2',
    '-----',
    '1234567890123',
    '@userco.jp',
    '+81312345678',
    '-2+3',
    '@SUM(1)',
    "'001",
  ],
  ...[
    '=cmd|" /C calc"!A0',
    '=WEBSERVICE("http://127.0.0.1:1/")',
    '  a  b ',
    ' =1',
    '<b>&"\'</b>',
    '1E5',
    '２０１',
  ],
  ...[
    '2026/01/02',
    'TRUE',
    '_x0041_',
    '😀漢字髙',
    '\u3000全角',
    '00',
    '#N/A',
    '{=1}',
    '0120-161011',
    '1,000',
    '\uffff',
  ],
]
const exact = (text: string) => text.replace('\uffff', '\ufffd')

async function storeOddTexts(): Promise<void> {
  await pool().query(
    `UPDATE usage_call SET caller_number = list.given, callee_number = list.given, area = list.given
     FROM unnest($1::text[]) WITH ORDINALITY AS list (given, place)
     WHERE contract_number = '04' AND call_id = place`,
    [oddTexts],
  )
}

test('identifiers are text cells and stay as they came, read by another library', async () => {
  await storeOddTexts()
  const { records } = await sheetsOf(await download(searchOf(oneDay, 'call')))
  for (const text of oddTexts.map(exact))
    expect(records.filter((row) => row[2] === text && row[3] === text && row[4] === text)).toHaveLength(1)
})

withOffice(
  'LibreOffice opens it, runs nothing, and shows each value: identifiers as they came, times, quantities and yen',
  async () => {
    await storeOddTexts()
    const sheets = [ja.workbook.records, ja.workbook.summary]
    const [records, summary] = await shownSheets(await download(searchOf(oneDay, 'call')), sheets)
    const expected = await recordsOf(oneDay, 'call')
    const shown = typedRows(expected, 'call').map((row, index) =>
      row.map((cell, column) => {
        if (cell === null) return ''
        const quantity = Number(cell).toLocaleString('en-US')
        if (column === 10) return `¥${quantity}`
        return typeof cell === 'number' ? quantity : exact(expected[index]![column]!)
      }),
    )
    expect(records!.slice(1)).toEqual(shown)
    expect(shown.flat()).toEqual(expect.arrayContaining(oddTexts.map(exact)))
    const { charge } = await countUsage(user(), oneDay, 'call')
    expect(summary).toContainEqual(['作成時点', '2026/03/01 12:04:05'])
    expect(summary).toContainEqual(['通信料', `¥${charge.toLocaleString('en-US')}`])
  },
  120_000,
)

test('that of a limited reader has the records of their departments, and says which those are', async () => {
  const [first] = await recordsOf(oneDay, 'call')
  const number = first![2]!
  await storeNames(pool(), '04', [{ number, name: '支店', department: '営業部', accountCode: '' }])
  const limited = await createTestUser({ departments: ['営業部'] })
  const { records, summary } = await sheetsOf(await download(searchOf(oneDay, 'call'), 'ja', false, limited))
  expect(new Set(records.slice(1).map((row) => row[2]))).toEqual(new Set([number]))
  expect(summary.slice(1, 3)).toEqual([
    ['検索対象番号', '04'],
    ['表示範囲(部署)', '営業部'],
  ])
})
