import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { newConnection } from '@/lib/db/pool'
import { diskFull, isConnectionLost, sqlStateOf } from '@/lib/db/sql-state'
import { log } from '@/lib/log'
import { copyTotals } from '@/lib/usage/copy-totals'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { copySeenLoad } from '@/lib/usage/seen-load'
import { makeFiles, MismatchError } from './make-files'
import {
  beginRun,
  failRun,
  finishRun,
  giveLostRunBack,
  giveRunBack,
  giveUp,
  noteProgress,
  type ExportRun,
} from './run-state'
import type { ExportFailure } from './export-failures'

/** A set cancelled or replaced is noticed within this time, and its progress noted. */
const progressMilliseconds = 400

/** A database that is away is asked again after this time, and so often in all, to take back the run that it broke. */
const returnMilliseconds = 1_000
const returnsMax = 60

/** The set cannot be made, however often it is tried. */
class RefusedError extends Error {
  constructor(readonly failure: ExportFailure) {
    super(failure)
  }
}

/**
 * Makes a set (spec section 6), unless it is made already or by somebody else at the moment.
 *
 * The run's one connection holds the lock of the set and reads all of it in one snapshot: while it lives nobody else
 * runs the set. What the run writes is tied to its number (docs/decisions/0059, 0094). Killed at any instant, a
 * run leaves no more than that number, and was a try.
 * @param signal of the worker's end: the set is given back then.
 */
export async function makeExport(exportId: string, signal: AbortSignal): Promise<void> {
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
    run = await beginRun(exportId, new Date())
    if (run) await make(client, run)
    else await giveUp(exportId, new Date())
  } catch (error) {
    // Before anything is noted about the run: another one may take the lock then.
    close()
    await endWithoutResult(run, error, signal)
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}

/** Locks a set for as long as the connection lives. @returns false where another connection holds the lock. */
async function lockExport(client: Client, exportId: string): Promise<boolean> {
  const { rows } = await client.query<{ isLocked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isLocked"`,
    [`export ${exportId}`],
  )
  return rows[0]!.isLocked
}

async function make(client: Client, run: ExportRun): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  // The index has the records in the order of the files: a plan that sorts them would do so anew for each file. Where
  // usage is on other machines, the setting is for them too.
  await client.query(`SET LOCAL citus.propagate_set_commands TO 'local'`)
  await client.query('SET LOCAL enable_sort TO off')
  const asOf = (await client.query<{ now: Date }>('SELECT statement_timestamp() AS now')).rows[0]!.now
  const asOfImportId = await copySeenLoad(client, run.contractNumber)
  const totals = await copyTotals(client, run, run.target)
  if (totals.records === 0) throw new RefusedError('noRecords')
  if (totals.records > bulkRecordsMax) throw new RefusedError('tooManyRecords')

  const progress = watchRun(client, run, totals.records)
  try {
    const files = await makeFiles(client, run, totals, progress.add)
    await client.query('COMMIT')
    await finishRun(run, { files, totals, asOf, asOfImportId }, new Date())
  } catch (error) {
    // A set that is not wanted any more has not failed.
    if (!progress.isUnwanted()) throw error
  } finally {
    progress.end()
  }
}

/** Notes the progress of a run again and again, and ends it where its set is not wanted any more. */
function watchRun(client: Client, run: ExportRun, recordsTotal: number) {
  let recordsDone = 0
  let isUnwanted = false
  let isNoting = false
  const timer = setInterval(() => {
    if (isNoting) return
    isNoting = true
    noteProgress(run, Math.min(recordsDone, recordsTotal), recordsTotal)
      .then((isWanted) => {
        if (isWanted) return
        isUnwanted = true
        return client.end()
      })
      // The run goes on: where the database is away, its own connection says so.
      .catch(() => {})
      .finally(() => (isNoting = false))
  }, progressMilliseconds)
  return {
    add: (records: number) => void (recordsDone += records),
    isUnwanted: () => isUnwanted,
    end: () => clearInterval(timer),
  }
}

async function endWithoutResult(
  run: ExportRun | undefined,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (run && signal.aborted) return await giveRunBack(run)
    if (run && isConnectionLost(error)) return await noteLostRun(run, error, signal)
    log.error({ err: error, exportId: run?.exportId, attempt: run?.attempt }, 'bulk export not made')
    if (run) await failRun(run, failureOf(error), new Date())
  } catch (failure) {
    // The set is found again by the sweep: nobody holds its lock.
    log.warn({ err: failure }, 'end of a bulk export not noted')
  }
}

/**
 * Gives back a run that broke with a connection: the database, or a machine of it, is away, which says nothing of the
 * set. The sweep finds the set again, after a pause. A database that does not answer is asked again for a minute or so;
 * where it does not answer then either, the run counts as a try.
 * @throws the failure of the last ask.
 */
async function noteLostRun(run: ExportRun, error: unknown, signal: AbortSignal): Promise<void> {
  log.warn({ err: error, exportId: run.exportId }, 'bulk export broken off: the database is away')
  for (let ask = 1; ; ask++) {
    try {
      return await giveLostRunBack(run, new Date())
    } catch (failure) {
      if (!isConnectionLost(failure) || ask === returnsMax || signal.aborted) throw failure
    }
    await pause(returnMilliseconds, undefined, { signal }).catch(() => {})
  }
}

function failureOf(error: unknown): { failure: ExportFailure; isFinal: boolean } {
  if (error instanceof RefusedError) return { failure: error.failure, isFinal: true }
  if (error instanceof MismatchError) return { failure: 'mismatch', isFinal: true }
  return { failure: sqlStateOf(error) === diskFull ? 'storageFull' : 'unexpected', isFinal: false }
}
