import { finished, type Duplex, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient, QueryResult } from 'pg'
import type { RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { answerInTime, getFilePool } from '@/lib/db/pool'
import { isDatabaseLost } from '@/lib/db/sql-state'
import { PortalError } from '@/lib/errors'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FileFormat } from '@/lib/files/file-format'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { fileColumnsOf, type UsageColumn } from './columns'
import { copyCallCount, copyTotals } from './copy-totals'
import { copyUsage, type UsageFileScope } from './copy-usage'
import type { UsageTotals } from './totals'
import { csvFile } from './csv-file'
import { downloadsAtOnceMax, takeDownloadPlace } from './download-places'
import { downloadName, targetScope, type DownloadTarget } from './download-target'
import { excelFile, type WorkbookWords } from './excel-file'
import { fileEvent } from './file-event'
import type { FileChoices } from './last-choices'
import { csvRecordsMax } from './limits'
import { outputFit } from './outputs'
import { trackDownload } from './track-download'

/** A reader that takes nothing for so long has gone away. */
const stallSeconds = 60

/** A reader that takes so long for all of it is too slow: the rows of its moment cannot be kept for ever. */
const downloadMinutesMax = 10

/** What a file is taken of. */
interface FileRequest {
  target: DownloadTarget
  /** Whether it has the contract's names of its numbers. */
  withNames?: boolean
  /** By which the page that asked finds out how it ended, see `downloadState`. */
  ticket?: string
}

export interface CsvRequest extends FileRequest {
  encoding: FileEncoding
  formulas: FormulaChoice
}

export interface ExcelRequest extends FileRequest {
  /** Puts into words what the workbook holds. */
  describe: (figures: FileFigures) => WorkbookWords
}

/** Figures of a file, of the moment that its rows are of. */
export interface FileFigures {
  asOf: Date
  totals: UsageTotals
}

export interface StreamedFile {
  name: string
  file: Readable
}

/** Opens a CSV of the user's own contract, see `streamFile`. */
export function streamCsv(
  user: AccountUser,
  { encoding, formulas, ...request }: CsvRequest,
  source: RequestSource,
  now: Date,
): Promise<StreamedFile> {
  const content: FileContent = {
    formulas,
    choices: { format: 'csv', encoding },
    make: (columns) => csvFile(columns, encoding),
  }
  return streamFile(user, request, content, source, now)
}

/** Opens an Excel workbook of the user's own contract, see `streamFile`. Its texts need no guard against formulas. */
export function streamExcel(
  user: AccountUser,
  { describe, ...request }: ExcelRequest,
  source: RequestSource,
  now: Date,
): Promise<StreamedFile> {
  const content: FileContent = {
    formulas: 'asis',
    choices: { format: 'xlsx' },
    make: (columns, totals) => excelFile(columns, totals.records, describe({ asOf: now, totals })),
  }
  return streamFile(user, request, content, source, now)
}

/** How the rows of a file are written. */
interface FileContent {
  formulas: FormulaChoice
  choices: FileChoices & { format: FileFormat }
  /** Makes what turns the lines of `copyUsage` into the file. */
  make: (columns: readonly UsageColumn[], totals: UsageTotals) => Duplex
}

/**
 * Opens a file of the user's own contract: counted before its first byte, its rows read from the same moment as the
 * count, and noted in the audit trail, its end too.
 *
 * The account's own limit comes first: what is beyond it takes no connection. The file holds one connection, which is
 * given back before its last byte is read, or when it is left or broken. It reads no faster than it is read, and is
 * destroyed with an error when the database fails, so that a part never looks whole.
 * @throws PortalError `noRecords`, `tooManyForCsv`, `downloadsAtOnce` where the account has its downloads already, or
 *   `downloadsCrowded` where files take every connection.
 */
async function streamFile(
  user: AccountUser,
  { target, ticket, withNames = false }: FileRequest,
  { formulas, choices, make }: FileContent,
  source: RequestSource,
  now: Date,
): Promise<StreamedFile> {
  const scope = { ...targetScope(user, target), formulas, withNames }
  const columns = fileColumnsOf(scope.kind, withNames)
  const { lease, totals, file } = await beginReading(user, target, (totals) => make(columns, totals))
  const noted = {
    ...fileEvent(target, { ...choices, formulas, withNames }, totals.records),
    ...(ticket && { ticket }),
  }
  // The database makes the first rows while the start is noted; none leaves before it is.
  void fillFile(file, lease, scope)
  try {
    const chosen = { ...choices, withNames }
    await trackDownload(file, { user, source, choices: chosen, ticket, detail: noted }, now)
    // Handed on, a file that broke meanwhile would look like one without records.
    if (file.destroyed) throw file.errored ?? new Error('the download broke before its start was noted')
  } catch (error) {
    file.destroy(error as Error)
    throw error
  }
  return { name: downloadName(target, choices.format), file }
}

/** @throws PortalError `noRecords` or `tooManyForCsv` where no such file holds so many records. */
export function requireCsvFit(records: number): void {
  const fit = outputFit(records, 'csv')
  if (fit === 'none') throw new PortalError({ code: 'noRecords' })
  if (fit === 'tooMany') throw new PortalError({ code: 'tooManyForCsv', max: csvRecordsMax })
}

/** A connection of the file pool, and the account's place that goes with it. */
interface Lease {
  client: PoolClient
  /** Gives both back, once; a connection that is not as it was found is closed. */
  end: (isBroken: boolean) => void
}

/**
 * Begins the transaction that a file is read in. The account's own limit is decided before a connection is asked for.
 * @returns the file, still empty, and what its records come to.
 * @throws PortalError where there will be no file; all is given back.
 */
async function beginReading(
  user: AccountUser,
  target: DownloadTarget,
  make: (totals: UsageTotals) => Duplex,
): Promise<{ lease: Lease; totals: UsageTotals; file: Duplex }> {
  const leavePlace = takeDownloadPlace(user.accountId)
  if (!leavePlace) throw tooManyAtOnce()
  let client: PoolClient | undefined
  let isOver = false
  const end = (isBroken: boolean) => {
    if (isOver) return
    isOver = true
    client?.release(isBroken)
    leavePlace()
  }
  try {
    client = await getFilePool()?.connect()
    if (!client) throw new PortalError({ code: 'downloadsCrowded' })
    const totals = await answerInTime(beginTransaction(client, user, target))
    return { lease: { client, end }, totals, file: make(totals) }
  } catch (error) {
    // Behind a statement that gets no answer this would get none either.
    const isRolledBack =
      !isDatabaseLost(error) &&
      (await client?.query('ROLLBACK').then(
        () => true,
        () => false,
      ))
    end(!isRolledBack)
    throw error
  }
}

const tooManyAtOnce = () => new PortalError({ code: 'downloadsAtOnce', max: downloadsAtOnceMax })

/** SQL on the connection that copies: count and rows are of one moment, and the account's place is its lock. */
async function beginTransaction(
  client: PoolClient,
  user: AccountUser,
  target: DownloadTarget,
): Promise<UsageTotals> {
  // The index has the rows in the order of the file: read by it the first ones leave at once, whereas a bitmap is
  // followed by a sort of them all. The tables are locked in the order in which ensure_usage_month() locks them.
  // All in one message: each would wait for the answer to the one before. It has one result for each statement.
  const results = (await client.query(
    `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
     SET LOCAL statement_timeout TO '${downloadMinutesMax}min';
     SET LOCAL enable_bitmapscan TO off;
     LOCK TABLE ONLY usage_call, ONLY usage_destination, ONLY usage_hour IN ACCESS SHARE MODE;
     SELECT FROM generate_series(1, ${downloadsAtOnceMax}) AS place
     WHERE pg_try_advisory_xact_lock(hashtextextended('download ${user.accountId} ' || place, 0)) LIMIT 1`,
  )) as unknown as QueryResult[]
  if (results.at(-1)!.rowCount === 0) throw tooManyAtOnce()
  if ('call' in target) requireCsvFit(await copyCallCount(client, user, target.call, csvRecordsMax + 1))
  const totals = await copyTotals(client, user, target)
  requireCsvFit(totals.records)
  return totals
}

/**
 * Reads the records into a file. Its connection and place are given back before it ends: what its reader asks for next
 * finds them free.
 */
async function fillFile(file: Duplex, { client, end }: Lease, scope: UsageFileScope): Promise<void> {
  const rows = copyUsage(client, scope)
  const stall = setTimeout(() => file.destroy(new Error('nobody reads the download')), stallSeconds * 1_000)
  rows.on('data', () => stall.refresh())
  // Until the last byte is read: a reader that stops before it has gone away too.
  finished(file, (error) => {
    clearTimeout(stall)
    // Whatever the connection waits for: nobody reads it any more.
    if (error) end(true)
  })
  try {
    await pipeline(rows, file, { end: false })
    await client.query('COMMIT')
    end(false)
    file.end()
  } catch (error) {
    end(true)
    file.destroy(error as Error)
  }
}
