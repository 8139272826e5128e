import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { Pool } from 'pg'
import { requestExport } from '@/lib/exports/request-export'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import type { FormulaChoice } from '@/lib/usage/formula-choice'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'
import { createTestAccount, type TestAccount } from './account'
import { generatedDay } from './generated-usage'

export const source = { address: '192.0.2.1', userAgent: 'test' }

/** The whole generated day. */
export const searchOf = (by: UsageKind): UsageSearch => ({
  startDate: generatedDay,
  startHour: 0,
  endDate: generatedDay,
  endHour: 23,
  by,
  output: 'bulk',
})

/** Asks for the generated day of a contract, as a new account of it. @throws Error where it is refused. */
export async function requestNewExport(
  pool: Pool,
  contractNumber: string,
  {
    by = 'destination',
    encoding = 'utf-8',
    formulas = 'guarded',
  }: Partial<{ by: UsageKind; encoding: FileEncoding; formulas: FormulaChoice }> = {},
): Promise<{ account: TestAccount; exportId: string }> {
  const account = await createTestAccount(pool, { contractNumber })
  const requested = await requestExport(
    account,
    { search: searchOf(by), encoding, formulas },
    source,
    new Date(),
  )
  if (requested.outcome !== 'taken') throw new Error(requested.outcome)
  return { account, exportId: requested.exportId }
}

interface StoredFile {
  part: number
  name: string
  records: number
  size_bytes: number
  sha256: string
  charge: string
  content: Buffer
}

/** The rows of each file of a set, headings aside, every figure stored of it held against what it holds. */
export async function checkedRows(pool: Pool, exportId: string): Promise<string[][][]> {
  const { rows } = await pool.query<StoredFile & { encoding: FileEncoding; records_total: number }>(
    `SELECT export_file.*, encoding, records_total FROM export_file JOIN export_request USING (export_id)
     WHERE export_id = $1 AND state = 'ready' ORDER BY part`,
    [exportId],
  )
  const files = rows.map((file, index) => {
    const csv = gunzipSync(file.content)
    const text = file.encoding === 'utf-8' ? csv.toString('utf8').slice(1) : iconv.decode(csv, 'cp932')
    const [, ...records] = Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true }).data
    const charge = records.reduce((sum, record) => sum + Number(record.at(-1)), 0)
    expect({
      part: file.part,
      records: file.records,
      size: file.size_bytes,
      sha256: file.sha256,
      charge: file.charge,
    }).toEqual({
      part: index + 1,
      records: records.length,
      size: csv.length,
      sha256: createHash('sha256').update(csv).digest('hex'),
      charge: String(charge),
    })
    return records
  })
  expect(files.flat()).toHaveLength(rows[0]?.records_total ?? NaN)
  return files
}

/** What plain SQL says the rows of the generated day are, in their order. */
export async function plainRows(pool: Pool, contractNumber: string, by: UsageKind): Promise<string[][]> {
  const own =
    by === 'call'
      ? 'destination_count, accepted_pages, sent_pages, billed_pages, discount_type, charge'
      : 'paper_mode, sent_pages, billed_pages, call_type, charge'
  const { rows } = await pool.query<(string | number | null)[]>({
    text: `SELECT to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS'), communication_type,
             caller_number, coalesce(callee_number, '-----'), area, ${own}
           FROM usage_${by} WHERE contract_number = $1
           ORDER BY called_at, call_id${by === 'call' ? '' : ', destination_no'}`,
    values: [contractNumber],
    rowMode: 'array',
  })
  return rows.map((row) => row.map((value) => String(value ?? '')))
}

/** Stands for many rows where two lists of them are compared. */
export const digestOf = (rows: string[][]) => createHash('sha256').update(JSON.stringify(rows)).digest('hex')

/** Waits until no set is waiting or being made. */
export async function whenAllEnded(pool: Pool, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; ;) {
    const { rows } = await pool.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM export_request WHERE state IN ('waiting', 'running')`,
    )
    if (rows[0]!.open === 0) return
    if (Date.now() > end) throw new Error(`${rows[0]!.open} sets have not ended`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
