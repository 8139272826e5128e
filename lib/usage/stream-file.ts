import { finished, type Duplex, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FileFormat } from '@/lib/files/file-format'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { fileColumnsOf, type UsageColumn } from './columns'
import type { UsageTotals } from './totals'
import { csvFile } from './csv-file'
import { downloadName, targetScope, type DownloadTarget } from './download-target'
import { excelFile, type WorkbookWords } from './excel-file'
import { fileEvent } from './file-event'
import type { FileChoices } from './last-choices'
import { openReading, type FileReading } from './open-reading'
import { trackDownload } from './track-download'

/** A reader that takes nothing for so long has gone away. */
const stallSeconds = 60

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
  const scope = { ...targetScope(user, target), formulas }
  const columns = fileColumnsOf(scope.kind, withNames)
  const reading = await openReading({ user, target, scope, withNames })
  const file = makeFile(reading, (totals) => make(columns, totals))
  const noted = {
    ...fileEvent(target, { ...choices, formulas, withNames }, reading.totals.records),
    ...(ticket && { ticket }),
  }
  // The database makes the first rows while the start is noted; none leaves before it is.
  void fillFile(file, reading)
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

/** The file of a reading, still empty. */
function makeFile(reading: FileReading, make: (totals: UsageTotals) => Duplex): Duplex {
  try {
    return make(reading.totals)
  } catch (error) {
    reading.abandon()
    throw error
  }
}

/**
 * Reads the records into a file. Its connections and place are given back before it ends: what its reader asks for next
 * finds them free.
 */
async function fillFile(file: Duplex, reading: FileReading): Promise<void> {
  const { rows } = reading
  const stall = setTimeout(() => file.destroy(new Error('nobody reads the download')), stallSeconds * 1_000)
  rows.on('data', () => stall.refresh())
  // Until the last byte is read: a reader that stops before it has gone away too.
  finished(file, (error) => {
    clearTimeout(stall)
    // Whatever the connection waits for: nobody reads it any more.
    if (error) reading.abandon()
  })
  try {
    await pipeline(rows, file, { end: false })
    await reading.finish()
    file.end()
  } catch (error) {
    reading.abandon()
    file.destroy(error as Error)
  }
}
