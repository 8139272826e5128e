import { stat } from 'node:fs/promises'
import { DatabaseError } from 'pg'
import type { Client } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { BadLine } from './bad-line'
import { collectBadLines, type BadLineList, type BadLineReport } from './bad-line-list'
import { checkStaged } from './check-staged'
import { compareControlTotals, findShortfalls, type ControlTotals, type Objection } from './check-totals'
import { databaseFailure } from './database-failure'
import { ensureUsageMonths } from './ensure-usage-months'
import type { ImportProgress } from './import-progress'
import { inJapanTime } from './in-japan-time'
import { PortalError } from '@/lib/errors'
import { takeLoadLock } from './load-lock'
import { connectLoader } from './loader-connection'
import { openUsageFile, type OpenedFile } from './open-usage-file'
import { readRetainedFrom } from './purge-usage'
import { replaceDay } from './replace-day'
import { scanUsageFile } from './scan-usage-file'
import { prepareStaging, sortedDestinations, sortStaged, stageLines } from './staging'
import { loggedContracts, standingImport, type LoggedImport } from './standing-import'
import { totalStaged } from './total-staged'
import type { UsageFile } from './usage-file'
import { usualRecords } from './usual-records'
import { vacuumUsageMonths } from './vacuum-usage-months'
import { verifyDay } from './verify-day'

/** What is to be imported. */
export interface DayFiles {
  date: JapanDate
  /** Paths; `-` for one of them is standard input. */
  calls: string
  destinations: string
  /** As the import log names them: `operator:name`. */
  importedBy: string
  report?: BadLineReport
  /** The sender's control totals. */
  expected?: ControlTotals
  /** Whether the day may hold no usage, or less than half of what stands or is usual (see `findShortfalls`). */
  allowFewer?: boolean
  /** Whether a call's sent pages and charge may be other than the sums of its destinations'. */
  allowDifferences?: boolean
}

/** What the operator should know of an import whatever its outcome. */
export type ImportWarning =
  /** The file stops without the line end of its last line: it may have been cut off there. */
  | { reason: 'lineNotEnded'; file: UsageFile; line: number }
  /** So many sums of calls are other than those of their destinations, as `allowDifferences` lets them be. */
  | { reason: 'differencesAllowed'; count: number }

export type DayImport = { warnings: readonly ImportWarning[] } & (
  | {
      outcome: 'refused'
      badLines: readonly BadLine[]
      badLineCount: number
      /** False when some checks had to be left out: the next import may find further bad lines. */
      isComplete: boolean
      /** What is wrong with the files as a whole; looked for where there is no bad line. */
      objections: readonly Objection[]
    }
  | {
      /** `unchanged`: the same files are loaded already, and nothing was done. */
      outcome: 'loaded' | 'corrected' | 'unchanged'
      /** The line of the import log that stands for the day now. */
      standing: LoggedImport
      /** The one that stood before, where there was one. */
      replaced?: LoggedImport
    }
)

/**
 * Imports one day's usage (spec section 8): reads both files as streams, checks them whole, and replaces the day
 * in one transaction together with its hourly totals, the codes and the import log; or does nothing of it.
 * @param onInterrupt is given a function that ends the work at once and leaves the database as it was.
 * @throws PortalError for what stands in the way: files, disk, database, retention.
 */
export async function importDay(
  files: DayFiles,
  progress: ImportProgress,
  onInterrupt: (abort: () => void) => void = () => {},
): Promise<DayImport> {
  await refuseReportOverInput(files)
  const badLines = collectBadLines(files.report)
  const opened: OpenedFile[] = []
  const connection = await connectLoader()
  onInterrupt(connection.destroy)
  try {
    const calls = await openUsageFile(files.calls)
    opened.push(calls)
    const destinations = await openUsageFile(files.destinations)
    opened.push(destinations)
    return await importOpened(connection.client, files, { calls, destinations, badLines, progress })
  } catch (error) {
    throw databaseFailure(error) ?? error
  } finally {
    await Promise.all(opened.map(({ close }) => close()))
    await connection.close().catch(() => undefined)
    await badLines.close()
  }
}

/** The report replaces what is there: it must not be a file that is to be read. */
async function refuseReportOverInput({ calls, destinations, report }: DayFiles): Promise<void> {
  if (!report) return
  const identityOf = async (name: string) => {
    const about = await stat(name).catch(() => undefined)
    return about && `${about.dev} ${about.ino}`
  }
  const [ofReport, ...ofInputs] = await Promise.all([report.path, calls, destinations].map(identityOf))
  if (ofReport !== undefined && ofInputs.includes(ofReport))
    throw new PortalError({ code: 'reportIsInput', file: report.path })
}

interface Work {
  calls: OpenedFile
  destinations: OpenedFile
  badLines: BadLineList
  progress: ImportProgress
}

async function importOpened(client: Client, files: DayFiles, work: Work): Promise<DayImport> {
  const { date, importedBy, allowDifferences = false } = files
  const { badLines, progress } = work
  await refusePurged(client, date)
  const { areRead, areCallsKnown, warnings } = await inJapanTime(client, () => stageFiles(client, date, work))
  if (badLines.count() === 0) await inJapanTime(client, () => sortStaged(client))
  let months: JapanDate[] = []

  const result = await inJapanTime(client, async (): Promise<DayImport> => {
    await takeLoadLock(client, progress.waiting)
    await refusePurged(client, date)
    progress.checking()
    if (areRead) {
      const allowed = await checkStaged(client, date, { areCallsKnown, allowDifferences, badLines })
      if (allowed > 0) warnings.push({ reason: 'differencesAllowed', count: allowed })
    }
    const refusal = {
      outcome: 'refused',
      badLines: badLines.first(),
      badLineCount: badLines.count(),
      isComplete: areRead && areCallsKnown.calls && areCallsKnown.destinations,
      warnings,
    } as const
    if (badLines.count() > 0) return { ...refusal, objections: [] }
    const hashes = { callsSha256: work.calls.sha256(), destinationsSha256: work.destinations.sha256() }
    const replaced = await standingImport(client, date)
    const isSame =
      replaced?.callsSha256 === hashes.callsSha256 &&
      replaced.destinationsSha256 === hashes.destinationsSha256
    const totals = await totalStaged(client)
    const objections = compareControlTotals(files.expected ?? {}, totals)
    // What stands already was taken, however little it is.
    if (!isSame && !files.allowFewer)
      objections.push(...findShortfalls(totals, await knownRecords(client, date, replaced)))
    if (objections.length > 0) return { ...refusal, objections }
    if (isSame && (await verifyDay(client, date)).length === 0)
      return { outcome: 'unchanged', standing: replaced, replaced, warnings }
    progress.storing()
    months = await ensureUsageMonths(client, [date, ...(await stagedMonths(client))])
    await replaceDay(client, { date, importedBy, files: hashes, totals }, progress.stored)
    const standing = (await standingImport(client, date))!
    return { outcome: replaced ? 'corrected' : 'loaded', standing, replaced, warnings }
  })
  if (result.outcome === 'loaded' || result.outcome === 'corrected') {
    progress.tidying()
    // The day is loaded, whatever becomes of this; autovacuum does it too, later.
    await vacuumUsageMonths(client, months).catch((error) => {
      if (!(error instanceof DatabaseError)) return
      progress.untidy(error.message)
    })
  }
  return result
}

interface StagedFiles {
  /** Whether both files have their columns: else what stands in them is not known. */
  areRead: boolean
  /** Whether every line of a file shows its call: else calls or destinations may seem missing. */
  areCallsKnown: Record<UsageFile, boolean>
  warnings: ImportWarning[]
}

async function stageFiles(client: Client, date: JapanDate, work: Work): Promise<StagedFiles> {
  const { badLines, progress } = work
  const staged: StagedFiles = {
    areRead: true,
    areCallsKnown: { calls: true, destinations: true },
    warnings: [],
  }
  await prepareStaging(client)
  for (const file of ['calls', 'destinations'] as const) {
    const opened = work[file]
    progress.reading(file, opened)
    const scanned = await scanUsageFile(opened.content(), { file, date, onBadLine: badLines.add })
    if (!scanned.columns) {
      staged.areRead = false
      continue
    }
    async function* rows() {
      for await (const lines of scanned.rows()) {
        await badLines.keepUp()
        progress.read(countLines(lines))
        if (lines.length > 0) yield lines
      }
    }
    await stageLines(client, file, ['line', ...scanned.columns], rows())
    staged.areCallsKnown[file] = scanned.areCallsKnown()
    const openLine = scanned.openLine()
    if (openLine !== undefined) staged.warnings.push({ reason: 'lineNotEnded', file, line: openLine })
  }
  return staged
}

function countLines(lines: Buffer): number {
  let count = 0
  for (let at = lines.indexOf(0x0a); at >= 0; at = lines.indexOf(0x0a, at + 1)) count += 1
  return count
}

async function refusePurged(client: Client, date: JapanDate): Promise<void> {
  const before = await readRetainedFrom(client)
  if (before !== undefined && date < before) throw new PortalError({ code: 'monthPurged', date, before })
}

/** What the records of the files are compared with. */
async function knownRecords(client: Client, date: JapanDate, standing: LoggedImport | undefined) {
  return {
    standing: standing ? await loggedContracts(client, standing.importId) : [],
    usual: await usualRecords(client, date),
  }
}

/**
 * The first day of each month in which a staged destination was dialled. SQL on the connection of the load: it alone
 * has the staging tables.
 */
async function stagedMonths(client: Client): Promise<JapanDate[]> {
  const { rows } = await client.query<{ month: JapanDate }>(
    `SELECT DISTINCT to_char(called_at, 'YYYY-MM-01') AS month FROM ${sortedDestinations}`,
  )
  return rows.map(({ month }) => month)
}
