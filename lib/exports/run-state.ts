import { recordEvent } from '@/lib/audit/record-event'
import type { ExportRequest, Prisma } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { UsageTotals } from '@/lib/usage/totals'
import { sendExportJob } from './export-queue'
import type { FilesOrder, MadeFile } from './make-files'
import { expiryOf } from './retention'
import type { ExportFailure } from './export-failures'
import {
  openStates,
  storedCallers,
  storedEncoding,
  storedFailure,
  storedFormulas,
  storedTarget,
  totalsColumn,
} from './stored-export'

/** After so many tries that each ended without a result a set has failed. */
const triesMax = 10

/**
 * After so many runs that were no try it has failed too: what breaks the connection may be its own statement. With the
 * pauses between them a machine may be away for ten hours.
 */
const returnedRunsMax = 20

/** After the first run that broke with a connection; twice as long after each further one, up to the longest. */
const shortestPauseSeconds = 5
const longestPauseSeconds = 60 * 60

/**
 * One run that makes a set. Its number is the fence of all that it writes: each run that follows raises the number in
 * the row, and nothing lowers it, so that a run which another one has followed, or whose set was cancelled or replaced,
 * changes nothing.
 */
export interface ExportRun extends FilesOrder {
  exportId: string
  accountId: bigint
  attempt: number
  /** How many runs before it were no try. */
  returnedRuns: number
}

const isOpen = { in: openStates }
const whereRun = ({ exportId, attempt }: ExportRun) => ({ id: exportId, state: 'running', attempts: attempt })

/** A set that is not made yet and does not wait after a run that broke. Whether it is being made its lock says. */
export const whereDue = (now: Date) => ({
  state: isOpen,
  OR: [{ nextRunAt: null }, { nextRunAt: { lte: now } }],
})

const isUsedUp = ({ attempts, returnedRuns }: Pick<ExportRequest, 'attempts' | 'returnedRuns'>) =>
  attempts - returnedRuns >= triesMax || returnedRuns >= returnedRunsMax

/** Begins a run of a set that is locked. @returns undefined where it is not to be made, or not yet. */
export async function beginRun(exportId: string, now: Date): Promise<ExportRun | undefined> {
  const set = await getPrisma().exportRequest.findFirst({
    where: { id: exportId, ...whereDue(now) },
    select: { attempts: true, returnedRuns: true },
  })
  if (!set || isUsedUp(set)) return undefined
  const [row] = await getPrisma().exportRequest.updateManyAndReturn({
    where: { id: exportId, state: isOpen, ...set },
    data: {
      state: 'running',
      attempts: set.attempts + 1,
      nextRunAt: null,
      recordsDone: 0,
      startedAt: now,
    },
  })
  return (
    row && {
      exportId,
      accountId: row.accountId,
      contractNumber: row.contractNumber,
      target: storedTarget(row),
      encoding: storedEncoding.parse(row.encoding),
      formulas: storedFormulas.parse(row.formulas),
      withNames: row.withNames,
      masksNumbers: row.masksNumbers,
      callers: storedCallers(row),
      attempt: row.attempts,
      returnedRuns: row.returnedRuns,
    }
  )
}

/** Notes how far a run has come. @returns false where it is to stop. */
export async function noteProgress(
  run: ExportRun,
  recordsDone: number,
  recordsTotal: number,
): Promise<boolean> {
  const { count } = await getPrisma().exportRequest.updateMany({
    where: whereRun(run),
    data: { recordsDone, recordsTotal },
  })
  return count === 1
}

/** What a run has made. */
export interface RunResult {
  files: MadeFile[]
  totals: UsageTotals
  asOf: Date
  asOfImportId: bigint
}

/**
 * Makes the result of a run visible: all files, the state and the audit trail's row, in one transaction. Where the
 * result is not wanted any more, nothing is written.
 */
export async function finishRun(run: ExportRun, result: RunResult, now: Date): Promise<void> {
  const { files, totals, asOf, asOfImportId } = result
  const { records } = totals
  await getPrisma().$transaction(async (db) => {
    const { count } = await db.exportRequest.updateMany({
      where: whereRun(run),
      data: {
        state: 'ready',
        failure: null,
        recordsDone: records,
        recordsTotal: records,
        totals: totalsColumn(totals),
        asOf,
        asOfImportId,
        finishedAt: now,
        expiresAt: expiryOf(now),
      },
    })
    if (count === 0) return
    for (const file of files)
      await db.exportFile.create({
        data: { exportId: run.exportId, ...file },
        select: { part: true },
      })
    await recordEvent(db, {
      kind: 'exportReady',
      at: now,
      actor: 'system',
      accountId: run.accountId,
      contractNumber: run.contractNumber,
      detail: { records, files: files.length },
    })
  })
}

/** Gives a set back to another worker, which takes it at once: the run was no try. */
export async function giveRunBack(run: ExportRun): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    await db.exportRequest.updateMany({ where: whereRun(run), data: returned(run) })
    await sendExportJob(db, run.exportId)
  })
}

/**
 * Gives a set back whose run broke with a connection: the run was no try. The set waits then, longer each time, and has
 * failed after too many such runs (docs/decisions/0094). Where the answer is lost, this may be done again.
 */
export async function giveLostRunBack(run: ExportRun, now: Date): Promise<void> {
  const data = returned(run)
  if (isUsedUp({ attempts: run.attempt, ...data })) return endRunAsFailed(run, 'unexpected', now)
  const pauseSeconds = Math.min(longestPauseSeconds, shortestPauseSeconds * 2 ** run.returnedRuns)
  await getPrisma().exportRequest.updateMany({
    where: whereRun(run),
    data: { ...data, nextRunAt: new Date(now.getTime() + pauseSeconds * 1_000) },
  })
}

const returned = ({ returnedRuns }: ExportRun) => ({
  state: 'waiting',
  returnedRuns: returnedRuns + 1,
  recordsDone: 0,
})

/** Ends a try without a result. Unless it is final, the set waits for the next one while it has some left. */
export async function failRun(
  run: ExportRun,
  { failure, isFinal }: { failure: ExportFailure; isFinal: boolean },
  now: Date,
): Promise<void> {
  if (isFinal || isUsedUp({ attempts: run.attempt, returnedRuns: run.returnedRuns }))
    return endRunAsFailed(run, failure, now)
  await getPrisma().exportRequest.updateMany({
    where: whereRun(run),
    data: { state: 'waiting', recordsDone: 0, failure },
  })
}

/** Ends a locked set as failed whose runs are used up; leaves any other as it is. */
export async function giveUp(exportId: string, now: Date): Promise<void> {
  const set = await getPrisma().exportRequest.findFirst({
    where: { id: exportId, state: isOpen },
    select: { attempts: true, returnedRuns: true },
  })
  if (!set || !isUsedUp(set)) return
  const where = { id: exportId, state: isOpen, ...set }
  await getPrisma().$transaction((db) => endAsFailed(db, where, 'unexpected', now))
}

const endRunAsFailed = (run: ExportRun, failure: ExportFailure, now: Date): Promise<void> =>
  getPrisma().$transaction((db) => endAsFailed(db, whereRun(run), failure, now))

/** The reason that the last try gave is kept where the present one could give none. */
async function endAsFailed(
  db: Database,
  where: Prisma.ExportRequestWhereInput,
  failure: ExportFailure,
  now: Date,
): Promise<void> {
  const row = await db.exportRequest.findFirst({
    where,
    select: { accountId: true, contractNumber: true, failure: true },
  })
  if (!row) return
  const { accountId, contractNumber } = row
  const reason = failure === 'unexpected' ? (storedFailure.parse(row.failure) ?? failure) : failure
  const { count } = await db.exportRequest.updateMany({
    where,
    data: { state: 'failed', failure: reason, finishedAt: now, recordsDone: 0 },
  })
  if (count === 0) return
  await recordEvent(db, {
    kind: 'exportFailed',
    at: now,
    actor: 'system',
    accountId,
    contractNumber,
    detail: { reason },
  })
}
