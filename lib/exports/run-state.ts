import { recordEvent } from '@/lib/audit/record-event'
import type { Prisma } from '@/lib/db/generated/client'
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
const attemptsMax = 10

/**
 * One try to make a set. Its number is the fence of all that it writes: each run that follows raises the number in
 * the row, so that a run which another one has followed, or whose set was cancelled or replaced, changes nothing.
 */
export interface ExportRun extends FilesOrder {
  exportId: string
  accountId: bigint
  attempt: number
}

const isOpen = { in: openStates }
const whereRun = ({ exportId, attempt }: ExportRun) => ({ id: exportId, state: 'running', attempts: attempt })

/** Begins a try of a set that is locked. @returns undefined where it is not to be made (any more). */
export async function beginRun(exportId: string, now: Date): Promise<ExportRun | undefined> {
  const [row] = await getPrisma().exportRequest.updateManyAndReturn({
    where: { id: exportId, state: isOpen, attempts: { lt: attemptsMax } },
    data: { state: 'running', attempts: { increment: 1 }, recordsDone: 0, startedAt: now },
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

/** Gives a set back as it was before the run: the try does not count. Its next run is that which the sweep finds. */
export async function returnRun(run: ExportRun, db: Database = getPrisma()): Promise<void> {
  await db.exportRequest.updateMany({
    where: whereRun(run),
    data: { state: 'waiting', attempts: { decrement: 1 }, recordsDone: 0 },
  })
}

/** The same for another worker, which takes it at once. */
export async function giveRunBack(run: ExportRun): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    await returnRun(run, db)
    await sendExportJob(db, run.exportId)
  })
}

/** Ends a try without a result. Unless it is final, the set waits for the next one while it has some left. */
export async function failRun(
  run: ExportRun,
  { failure, isFinal }: { failure: ExportFailure; isFinal: boolean },
  now: Date,
): Promise<void> {
  if (isFinal || run.attempt >= attemptsMax)
    return getPrisma().$transaction((db) => endAsFailed(db, whereRun(run), failure, now))
  await getPrisma().exportRequest.updateMany({
    where: whereRun(run),
    data: { state: 'waiting', recordsDone: 0, failure },
  })
}

/** Ends a locked set as failed that has no tries left; leaves any other as it is. */
export async function giveUp(exportId: string, now: Date): Promise<void> {
  const usedUp = { id: exportId, state: isOpen, attempts: { gte: attemptsMax } }
  await getPrisma().$transaction((db) => endAsFailed(db, usedUp, 'unexpected', now))
}

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
