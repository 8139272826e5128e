import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'
import { makeExport } from '@/lib/exports/make-export'
import { requestExport } from '@/lib/exports/request-export'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import type { Locale } from '@/lib/i18n/locale'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'
import { createTestAccount, type TestAccount } from './account'
import { useTestDatabase } from './connected-database'
import { eventually } from './eventually'
import { generatedDay, generateUsage } from './generated-usage'

export const source = { address: '192.0.2.1', userAgent: 'test' }

/** The contract that has so many generated destinations. */
export const contractOf = (destinations: number) => `s${destinations}`

/** A database with a contract of each size. */
export function useSizedContracts(sizes: number[]) {
  const { pool } = useTestDatabase()
  beforeAll(async () => {
    for (const size of sizes) await generateUsage(pool(), contractOf(size), size)
  }, 120_000)
  return { pool }
}

/** The whole generated day. */
const searchOf = (by: UsageKind): UsageSearch => ({
  startDate: generatedDay,
  startHour: 0,
  endDate: generatedDay,
  endHour: 23,
  by,
  output: 'bulk',
})

/** Asks for the generated day of a contract, as a new account of it. @throws Error where it is refused. */
export async function requestNewExport(
  contractNumber: string,
  {
    by = 'destination',
    encoding = 'utf-8',
    formulas = 'guarded',
    withNames,
    locale = 'ja',
  }: Partial<{
    by: UsageKind
    encoding: FileEncoding
    formulas: FormulaChoice
    withNames: boolean
    locale: Locale
  }> = {},
): Promise<{ account: TestAccount; exportId: string }> {
  const account = await createTestAccount({ contractNumber })
  const requested = await requestExport(
    account,
    { search: searchOf(by), encoding, formulas, withNames, locale },
    source,
    new Date(),
  )
  if (requested.outcome !== 'taken') throw new Error(requested.outcome)
  return { account, exportId: requested.exportId }
}

/** Asks for the generated day again, as an account that may have a set already. */
export const requestAgain = (account: TestAccount, replace?: string) =>
  requestExport(
    account,
    { search: searchOf('destination'), encoding: 'utf-8', formulas: 'guarded', locale: 'ja', replace },
    source,
    new Date(),
  )

/** Makes a set, as a worker would that is never stopped. */
export const makeSet = (exportId: string) => makeExport(exportId, new AbortController().signal)

/** The same, as if the pause after a run that broke with a connection were over. */
export async function makeDueSet(exportId: string): Promise<void> {
  await changeSet(exportId, { nextRunAt: null })
  await makeSet(exportId)
}

/** The row of a set. @throws Error where there is none. */
export const storedSet = (exportId: string) =>
  getPrisma().exportRequest.findUniqueOrThrow({ where: { id: exportId } })

/** Changes the row of a set to what an event or the time would have made of it. */
export const changeSet = (exportId: string, data: Prisma.ExportRequestUpdateInput) =>
  getPrisma().exportRequest.update({ where: { id: exportId }, data })

/** How many files of a set are stored, whatever its state. */
export const countFiles = (exportId: string) => getPrisma().exportFile.count({ where: { exportId } })

/** Waits until a run of a set has begun. */
export async function whenRunning(exportId: string): Promise<void> {
  await eventually(async () => expect((await storedSet(exportId)).state).not.toBe('waiting'), {
    everyMilliseconds: 1,
  })
}

/** The rows of each file of a ready set without its heading; expects each figure stored of a file to be that of its content. */
export async function checkedRows(exportId: string): Promise<string[][][]> {
  const { state, encoding, recordsTotal, files } = await getPrisma().exportRequest.findUniqueOrThrow({
    where: { id: exportId },
    include: { files: { orderBy: { part: 'asc' } } },
  })
  expect(state).toBe('ready')
  const rowsOfFiles = files.map((file, index) => {
    const csv = gunzipSync(file.content)
    const text = encoding === 'utf-8' ? csv.toString('utf8').slice(1) : iconv.decode(csv, 'cp932')
    const [, ...records] = Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true }).data
    expect(file).toMatchObject({
      part: index + 1,
      records: records.length,
      sizeBytes: csv.length,
      sha256: createHash('sha256').update(csv).digest('hex'),
      charge: BigInt(records.reduce((sum, record) => sum + Number(record.at(-1)), 0)),
    })
    return records
  })
  expect(rowsOfFiles.flat()).toHaveLength(recordsTotal)
  return rowsOfFiles
}

/** Stands for many rows where two lists of them are compared. */
export const digestOf = (rows: string[][]) => createHash('sha256').update(JSON.stringify(rows)).digest('hex')

/** Waits until no set is waiting or being made. */
export async function whenAllEnded(seconds: number): Promise<void> {
  await eventually(
    async () => {
      const open = await getPrisma().exportRequest.count({ where: { state: { in: ['waiting', 'running'] } } })
      expect(open).toBe(0)
    },
    { seconds, everyMilliseconds: 50 },
  )
}
