import { stat } from 'node:fs/promises'
import { DatabaseError } from 'pg'
import type { Client } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { BadLine } from './bad-line'
import { collectBadLines, type BadLineList, type BadLineReport } from './bad-line-list'
import { checkStaged } from './check-staged'
import { databaseFailure } from './database-failure'
import { ensureUsageMonths } from './ensure-usage-months'
import type { ImportProgress } from './import-progress'
import { inJapanTime } from './in-japan-time'
import { IngestError } from './ingest-error'
import { takeLoadLock } from './load-lock'
import { connectLoader } from './loader-connection'
import { openUsageFile, type OpenedFile } from './open-usage-file'
import { purgedBefore } from './purge-usage'
import { replaceDay } from './replace-day'
import { scanUsageFile } from './scan-usage-file'
import { prepareStaging, sortedDestinations, sortStaged, stageLines } from './staging'
import { standingImport, type LoggedImport } from './standing-import'
import { totalStaged } from './total-staged'
import type { UsageFile } from './usage-file'
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
}

export type DayImport =
  | {
      outcome: 'refused'
      badLines: readonly BadLine[]
      badLineCount: number
      /** False when some checks had to be left out: the next import may find further bad lines. */
      isComplete: boolean
    }
  | {
      /** `unchanged`: the same files are loaded already, and nothing was done. */
      outcome: 'loaded' | 'corrected' | 'unchanged'
      /** The line of the import log that stands for the day now. */
      standing: LoggedImport
      /** The one that stood before, where there was one. */
      replaced?: LoggedImport
    }

/**
 * Imports one day's usage (spec section 8): reads both files as streams, checks them whole, and replaces the day
 * in one transaction together with its hourly totals, the codes and the import log; or does nothing of it.
 * @param onInterrupt is given a function that ends the work at once and leaves the database as it was.
 * @throws IngestError for what stands in the way: files, disk, database, retention.
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
    throw new IngestError({ code: 'reportIsInput', file: report.path })
}

interface Work {
  calls: OpenedFile
  destinations: OpenedFile
  badLines: BadLineList
  progress: ImportProgress
}

async function importOpened(client: Client, files: DayFiles, work: Work): Promise<DayImport> {
  const { date, importedBy } = files
  const { badLines, progress } = work
  await refusePurged(client, date)
  const staged = await inJapanTime(client, () => stageFiles(client, date, work))
  if (badLines.count() === 0) await inJapanTime(client, () => sortStaged(client))
  let months: JapanDate[] = []

  const result = await inJapanTime(client, async (): Promise<DayImport> => {
    await takeLoadLock(client, progress.waiting)
    await refusePurged(client, date)
    progress.checking()
    if (staged.areRead) await checkStaged(client, date, { areCallsKnown: staged.areCallsKnown, badLines })
    if (badLines.count() > 0)
      return {
        outcome: 'refused',
        badLines: badLines.first(),
        badLineCount: badLines.count(),
        isComplete: staged.areRead && staged.areCallsKnown.calls && staged.areCallsKnown.destinations,
      }
    const hashes = { callsSha256: work.calls.sha256(), destinationsSha256: work.destinations.sha256() }
    const replaced = await standingImport(client, date)
    if (
      replaced?.callsSha256 === hashes.callsSha256 &&
      replaced.destinationsSha256 === hashes.destinationsSha256 &&
      (await verifyDay(client, date)).length === 0
    )
      return { outcome: 'unchanged', standing: replaced, replaced }
    progress.storing()
    months = await ensureUsageMonths(client, [date, ...(await stagedMonths(client))])
    const totals = await totalStaged(client)
    await replaceDay(client, { date, importedBy, files: hashes, totals }, progress.stored)
    const standing = (await standingImport(client, date))!
    return { outcome: replaced ? 'corrected' : 'loaded', standing, replaced }
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
}

async function stageFiles(client: Client, date: JapanDate, work: Work): Promise<StagedFiles> {
  const { badLines, progress } = work
  const staged: StagedFiles = { areRead: true, areCallsKnown: { calls: true, destinations: true } }
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
  }
  return staged
}

function countLines(lines: Buffer): number {
  let count = 0
  for (let at = lines.indexOf(0x0a); at >= 0; at = lines.indexOf(0x0a, at + 1)) count += 1
  return count
}

async function refusePurged(client: Client, date: JapanDate): Promise<void> {
  const before = await purgedBefore(client)
  if (before !== undefined && date < before) throw new IngestError({ code: 'monthPurged', date, before })
}

/** The first day of each month in which a staged destination was dialled. */
async function stagedMonths(client: Client): Promise<JapanDate[]> {
  const { rows } = await client.query<{ month: JapanDate }>(
    `SELECT DISTINCT to_char(called_at, 'YYYY-MM-01') AS month FROM ${sortedDestinations}`,
  )
  return rows.map(({ month }) => month)
}
