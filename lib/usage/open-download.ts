import { finished, pipeline, type Readable } from 'node:stream'
import type { PoolClient, QueryResult } from 'pg'
import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getFilePool, getPool } from '@/lib/db/pool'
import { log } from '@/lib/log'
import { copyUsage } from './copy-usage'
import { csvFile } from './csv-file'
import { countTarget, targetEvent, targetName, targetScope, type DownloadTarget } from './download-target'
import type { FileEncoding } from './file-encoding'
import { outputFit } from './outputs'

/** Downloads at once of one account, over all processes. */
export const downloadsAtOnceMax = 2

/** A reader that takes nothing for so long has gone away. */
const stallSeconds = 60

/** A reader that takes so long for all of it is too slow: the rows of its moment cannot be kept for ever. */
const downloadMinutesMax = 10

export interface UsageDownload {
  target: DownloadTarget
  encoding: FileEncoding
  /** By which the page that asked finds out how it ended, see `downloadState`. */
  ticket?: string
}

/** Why no file is made; `busy`: the account has its downloads already; `crowded`: files take every connection. */
export type DownloadRefusal = 'none' | 'tooMany' | 'busy' | 'crowded'

/**
 * Opens a CSV of the user's own contract: counted before its first byte, its rows read from the same moment as the
 * count, and noted in the audit trail, its end too.
 *
 * The file holds one connection, which is given back when it has been read, left or broken. It reads no faster than
 * it is read, and is destroyed with an error when the database fails, so that a part never looks whole.
 */
export async function openDownload(
  user: SignedInUser,
  { target, encoding, ticket }: UsageDownload,
  source: RequestSource,
  now: Date,
): Promise<{ name: string; file: Readable } | { refusal: DownloadRefusal }> {
  const client = await getFilePool()?.connect()
  if (!client) return { refusal: 'crowded' }
  const begun = await beginReading(client, user, target)
  if (typeof begun === 'string') return { refusal: begun }

  const detail = { ...targetEvent(target, 'csv'), encoding, ...begun, ...(ticket && { ticket }) }
  const noteOf = (kind: 'downloadStarted' | 'downloadCompleted' | 'downloadBroken', at: Date) =>
    recordEvent(getPool(), { ...eventOf(user, source, at), kind, detail })
  // The database makes the first rows while the start is noted; none leaves before it is.
  const file = readFile(client, user, target, encoding)
  const started = noteOf('downloadStarted', now)
  finished(file, { writable: false }, (error) => {
    const note = started.then(() => noteOf(error ? 'downloadBroken' : 'downloadCompleted', new Date()))
    note.catch((failure: Error) => log.error({ err: failure }, 'end of a download not noted'))
  })
  try {
    await started
    // Handed on, a file that broke meanwhile would look like one without records.
    if (file.destroyed) throw file.errored ?? new Error('the download broke before its start was noted')
  } catch (error) {
    file.destroy(error as Error)
    throw error
  }
  return { name: targetName(target), file }
}

/**
 * Begins the transaction that a file is read in.
 * @returns how many records the file will have; or why there will be none, its connection given back.
 */
async function beginReading(
  client: PoolClient,
  user: SignedInUser,
  target: DownloadTarget,
): Promise<{ records: number } | DownloadRefusal> {
  try {
    const begun = await beginTransaction(client, user, target)
    if (typeof begun === 'string') {
      await client.query('ROLLBACK')
      client.release()
    }
    return begun
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function beginTransaction(
  client: PoolClient,
  user: SignedInUser,
  target: DownloadTarget,
): Promise<{ records: number } | DownloadRefusal> {
  // The index has the rows in the order of the file: read by it the first ones leave at once, whereas a bitmap is
  // followed by a sort of them all. The tables are locked in the order in which ensure_usage_month() locks them.
  // All in one message: each would wait for the answer to the one before. It has one result for each statement.
  const begun = (await client.query(
    `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
     SET LOCAL statement_timeout TO '${downloadMinutesMax}min';
     SET LOCAL enable_bitmapscan TO off;
     LOCK TABLE ONLY usage_call, ONLY usage_destination, ONLY usage_hour IN ACCESS SHARE MODE;
     SELECT FROM generate_series(1, ${downloadsAtOnceMax}) AS place
     WHERE pg_try_advisory_xact_lock(hashtextextended('download ${user.accountId} ' || place, 0)) LIMIT 1`,
  )) as unknown as QueryResult[]
  if (begun.at(-1)!.rowCount === 0) return 'busy'
  const records = await countTarget(user, target, client)
  const fit = outputFit(records, 'csv')
  return fit === 'fits' ? { records } : fit
}

function readFile(
  client: PoolClient,
  user: SignedInUser,
  target: DownloadTarget,
  encoding: FileEncoding,
): Readable {
  const scope = targetScope(user, target)
  const file = csvFile(scope.kind, encoding)
  const rows = copyUsage(client, scope)
  const stall = setTimeout(() => file.destroy(new Error('nobody reads the download')), stallSeconds * 1_000)
  pipeline(rows, file, (error) => {
    clearTimeout(stall)
    if (error) client.release(true)
    else
      client.query('COMMIT').then(
        () => client.release(),
        () => client.release(true),
      )
  })
  rows.on('data', () => stall.refresh())
  return file
}
