import { DatabaseError, type Client } from 'pg'
import { newConnection, getPool } from '@/lib/db/pool'
import { log } from '@/lib/log'
import { copyImportId, copyTotals } from '@/lib/usage/copy-totals'
import { bulkRecordsMax } from '@/lib/usage/limits'
import {
  beginRun,
  failRun,
  finishRun,
  giveExportUp,
  giveRunBack,
  lockExport,
  noteProgress,
  type ExportRun,
} from './export-run'
import { sendExportJob } from './export-queue'
import type { ExportFailure } from './find-export'
import { makeParts, MismatchError } from './make-parts'

/** A set cancelled or replaced is noticed within this time, and its progress told. */
const progressMilliseconds = 400

const diskFull = '53100'

/** The set cannot be made, however often it is tried. */
class RefusedError extends Error {
  constructor(readonly failure: ExportFailure) {
    super(failure)
  }
}

/**
 * Makes a set (spec section 6), unless it is made already or by somebody else at the moment.
 *
 * The run's one connection holds the lock of the set, reads in one snapshot, and writes the result: while it lives
 * nobody else runs the set, and when it is gone nothing of this run can be written. Killed at any instant, a run
 * leaves no more than a count of tries.
 * @param signal of the worker's end: the set is given back then.
 */
export async function runExport(exportId: string, signal: AbortSignal): Promise<void> {
  const client = newConnection()
  let isClosed = false
  const close = () => {
    if (!isClosed) void client.end().catch(() => {})
    isClosed = true
  }
  signal.addEventListener('abort', close)
  let run: ExportRun | undefined
  try {
    await client.connect()
    if (!(await lockExport(client, exportId))) return
    run = await beginRun(client, exportId, new Date())
    if (run) await make(client, run)
    else await giveExportUp(client, exportId, new Date())
  } catch (error) {
    // Before anything is noted about the run: what it may have locked is free then.
    close()
    await endWithoutResult(run, error, signal.aborted)
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}

async function make(client: Client, run: ExportRun): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const asOf = (await client.query<{ now: Date }>('SELECT statement_timestamp() AS now')).rows[0]!.now
  const asOfImportId = await copyImportId(client)
  const totals = await copyTotals(client, run, run.target)
  if (totals.records === 0) throw new RefusedError('noRecords')
  if (totals.records > bulkRecordsMax) throw new RefusedError('tooManyRecords')

  const progress = watch(client, run, totals.records)
  try {
    const parts = await makeParts(client, run, totals, progress.add)
    await client.query('COMMIT')
    await finishRun(client, run, { parts, totals, asOf, asOfImportId }, new Date())
  } catch (error) {
    // A set that is not wanted any more has not failed.
    if (!progress.isUnwanted()) throw error
  } finally {
    progress.end()
  }
}

/** Tells of the progress, and breaks the run off where its set is not wanted any more. */
function watch(client: Client, run: ExportRun, recordsTotal: number) {
  let done = 0
  let isUnwanted = false
  let isAsking = false
  const timer = setInterval(() => {
    if (isAsking) return
    isAsking = true
    noteProgress(getPool(), run, Math.min(done, recordsTotal), recordsTotal)
      .then((isWanted) => {
        if (isWanted) return
        isUnwanted = true
        return client.end()
      })
      // The run goes on: where the database is away, its own connection says so.
      .catch(() => {})
      .finally(() => (isAsking = false))
  }, progressMilliseconds)
  return {
    add: (records: number) => void (done += records),
    isUnwanted: () => isUnwanted,
    end: () => clearInterval(timer),
  }
}

async function endWithoutResult(
  run: ExportRun | undefined,
  error: unknown,
  isEnding: boolean,
): Promise<void> {
  try {
    if (run && isEnding) {
      await giveRunBack(getPool(), run)
      return await sendExportJob(getPool(), run.exportId)
    }
    log.error({ err: error, exportId: run?.exportId, attempt: run?.attempt }, 'bulk export not made')
    if (run) await failRun(getPool(), run, reasonOf(error), new Date())
  } catch (failure) {
    // The set is found again by the sweep: nobody holds its lock.
    log.warn({ err: failure }, 'end of a bulk export not noted')
  }
}

function reasonOf(error: unknown): { failure: ExportFailure; isFinal: boolean } {
  if (error instanceof RefusedError) return { failure: error.failure, isFinal: true }
  if (error instanceof MismatchError) return { failure: 'mismatch', isFinal: true }
  const isFull = error instanceof DatabaseError && error.code === diskFull
  return { failure: isFull ? 'storageFull' : 'unexpected', isFinal: false }
}
