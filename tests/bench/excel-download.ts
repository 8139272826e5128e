import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import Excel from '@protobi/exceljs'
import Papa from 'papaparse'
import { Client } from 'pg'
import { filePaths } from '@/lib/file-paths'
import { PlainError } from '@/lib/plain-error'
import { columnsOf } from '@/lib/usage/columns'
import { copyUsage } from '@/lib/usage/copy-usage'
import { csvRecordsMax } from '@/lib/usage/limits'
import { periodInstants } from '@/lib/usage/period'
import { usageSearchParameters } from '@/lib/usage/search'
import type { BenchData } from './support/bench-data'
import { keepAliveClient } from './support/bench-portal'
import type { Measure } from './support/measure'
import { measureInTurn, median } from './support/statistics'

const warmUps = 15
const turnsOfPair = 3

type Row = (string | number | Date)[]

/** An Excel workbook of 10,000 records over HTTP against the same rows by the library alone, from memory. */
export const excelDownload: Measure = {
  name: 'excel',
  async run({ data: dataOf, portal, pairs }, size) {
    const data = await dataOf(size)
    const search = usageSearchParameters({ ...data.csvPeriod, output: 'csv', by: 'destination' })
    const address = filePaths.download({ ...search, format: 'xlsx' })
    const ask = keepAliveClient(await portal(size))
    const rows = await readRows(data)
    const measure = (turns: number) =>
      measureInTurn(
        turns,
        () => ask(address),
        () => writeAlone(rows),
      )
    await measure(warmUps)
    const measured = await measure(pairs * turnsOfPair)
    return [
      {
        what: 'Excel of 10,000 over HTTP against the library alone',
        a: { label: size.label, value: median(measured.a) },
        b: { label: 'from memory', value: median(measured.b) },
        unit: 'ms',
        value: measured.ratio,
        allowed: { atMost: 1.5 },
      },
    ]
  },
}

async function readRows({ databaseUrl, contractNumber, csvPeriod }: BenchData): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  const period = periodInstants(csvPeriod)
  const lines = await text(
    copyUsage(client, {
      contractNumber,
      masksNumbers: false,
      callers: 'all',
      kind: 'destination',
      period,
      formulas: 'asis',
    }),
  )
  await client.end()
  const columns = columnsOf('destination')
  const { data } = Papa.parse<string[]>(lines, { skipEmptyLines: true })
  if (data.length !== csvRecordsMax)
    throw new PlainError(`The file has ${data.length} records instead of ${csvRecordsMax}.`)
  return data.map((cells) =>
    cells.map((cell, column) => {
      const { isTime, isNumber } = columns[column]!
      if (isTime) return new Date(`${cell.replaceAll('/', '-').replace(' ', 'T')}Z`)
      return isNumber ? Number(cell) : cell
    }),
  )
}

/** Writes the rows in a process that does nothing else, with one format a column. */
async function writeAlone(rows: Row[]): Promise<number> {
  const start = performance.now()
  const stream = new PassThrough()
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = book.addWorksheet('records')
  sheet.columns = columnsOf('destination').map(({ key, isTime, isNumber }) => ({
    header: key,
    width: 16,
    style: { numFmt: isTime ? 'yyyy/mm/dd hh:mm:ss' : isNumber ? '#,##0' : '@' },
  }))
  const read = finished(stream.resume())
  for (const row of rows) sheet.addRow(row).commit()
  sheet.commit()
  await book.commit()
  await read
  return performance.now() - start
}
