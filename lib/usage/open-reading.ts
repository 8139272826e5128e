import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { PoolClient, QueryResult } from 'pg'
import type { AccountUser } from '@/lib/auth/account-user'
import { lend, type LentConnection } from '@/lib/db/lent-connection'
import { answerInTime, getFilePool, getReplicaFilePool, hasFree } from '@/lib/db/pool'
import { answerSoon, mayAskReplica, ReplicaBusyError, tryReplica } from '@/lib/db/replica'
import { isDatabaseLost } from '@/lib/db/sql-state'
import { PortalError } from '@/lib/errors'
import { copyNames } from './copy-names'
import { copyCallCount, copyTotals } from './copy-totals'
import { copyUsage, type UsageFileScope } from './copy-usage'
import { copyDataMark, requireFresh, type DataMark } from './data-mark'
import { downloadsAtOnceMax, takeDownloadPlace } from './download-places'
import type { DownloadTarget } from './download-target'
import { csvRecordsMax } from './limits'
import { requireCsvFit } from './require-csv-fit'
import type { UsageTotals } from './totals'

/** A reader that takes so long for all of it is too slow: the rows of its moment cannot be kept for ever. */
const downloadMinutesMax = 10

/** How long a replica may take to the first row, before the file is read on the primary. */
const firstRowMilliseconds = 10_000

/** What a file is read of. */
export interface ReadingOrder {
  user: AccountUser
  target: DownloadTarget
  scope: UsageFileScope
  /** Whether the contract's names of numbers stand at the end of each line. */
  withNames: boolean
}

/** The lines of a file, and what they come to: of one moment. */
interface ReadRows {
  totals: UsageTotals
  rows: Readable
}

export interface FileReading extends ReadRows {
  /** Ends the reading, and gives back its connections and the account's place. @throws where the database went away. */
  finish(): Promise<void>
  /** Breaks it off and gives all of that back; nothing where it has ended. */
  abandon(): void
}

/**
 * Begins to read a file. Its records are counted, and its rows are read from the same moment: on the replica where there is
 * one that is no older, and the file has no names, which customers change; else on the primary.
 *
 * The account's own limit is decided before a connection is asked for. Over all processes it is a lock of a transaction of
 * the primary that lasts as long as the reading, wherever that is: a replica's locks are unknown to the primary.
 * @throws PortalError where there will be no file; all is given back.
 */
export async function openReading(order: ReadingOrder): Promise<FileReading> {
  const leavePlace = takeDownloadPlace(order.user.accountId)
  if (!leavePlace) throw tooManyAtOnce()
  let primary: LentConnection | undefined
  try {
    const client = await getFilePool()?.connect()
    if (!client) throw new PortalError({ code: 'downloadsCrowded' })
    primary = lend(client)
    const { replica, ...read } = (await readReplica(primary, order)) ?? (await readPrimary(primary, order))
    const place = primary
    return {
      ...read,
      finish: async () => {
        await (replica ?? place).commit()
        // Of a file of the replica it held the place alone: what becomes of it does not break a file that is whole.
        if (replica) await place.rollBack()
        leavePlace()
      },
      abandon: () => {
        replica?.close()
        place.close()
        leavePlace()
      },
    }
  } catch (error) {
    // Behind a statement that gets no answer a rollback would get none either.
    if (isDatabaseLost(error)) primary?.close()
    else await primary?.rollBack()
    leavePlace()
    throw error
  }
}

const tooManyAtOnce = () => new PortalError({ code: 'downloadsAtOnce', max: downloadsAtOnceMax })

/**
 * Begins the transaction whose moment a file is of.
 *
 * The index has the rows in the order of the file: read by it the first ones leave at once, whereas a bitmap is followed by a
 * sort of them all. The tables are locked in the order in which ensure_usage_month() locks them. Where tables are spread,
 * their lock is of this database alone: a purge asks for it here too, and a machine that is away is in nobody's way.
 */
const beginOfMoment = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout TO '${downloadMinutesMax}min';
  SET LOCAL enable_bitmapscan TO off;
  SET LOCAL citus.enable_ddl_propagation TO off;
  LOCK TABLE ONLY usage_call, ONLY usage_destination, ONLY usage_hour IN ACCESS SHARE MODE`

/** SQL on the connection that copies: count and rows are of one moment, and the account's place is its lock. */
async function readPrimary(
  { client }: LentConnection,
  order: ReadingOrder,
): Promise<ReadRows & { replica?: undefined }> {
  await answerInTime(beginWithPlace(client, order.user, beginOfMoment))
  return answerInTime(startReading(client, order))
}

/**
 * Reads a file on the replica, while the account's place is taken on the primary. Up to the first row whatever stops it there
 * goes unnoticed: the file is read on the primary then.
 * @returns undefined where that is so.
 */
async function readReplica(
  primary: LentConnection,
  order: ReadingOrder,
): Promise<(ReadRows & { replica: LentConnection }) | undefined> {
  if (order.withNames || !mayAskReplica('file')) return undefined
  const newest = await answerInTime(beginBeside(primary, order))
  const reading = await tryReplica('file', () => startOnReplica(newest, order))
  if (!reading) await answerInTime(primary.client.query('ROLLBACK'))
  return reading
}

/** SQL on the connection of the primary that holds the account's place. @returns how far the primary is. */
async function beginBeside({ client }: LentConnection, { user }: ReadingOrder): Promise<DataMark> {
  // At READ COMMITTED a transaction that does nothing keeps no old rows alive.
  await beginWithPlace(client, user, 'BEGIN READ ONLY')
  return copyDataMark(client)
}

async function startOnReplica(newest: DataMark, order: ReadingOrder) {
  const pool = getReplicaFilePool()
  if (!hasFree(pool)) throw new ReplicaBusyError()
  const replica = lend(await pool.connect())
  try {
    await answerSoon(replica.client.query(beginOfMoment))
    const start = async () => {
      requireFresh(newest, await copyDataMark(replica.client))
      const read = await startReading(replica.client, order)
      await once(read.rows, 'readable')
      return { ...read, replica }
    }
    return await answerSoon(start(), firstRowMilliseconds)
  } catch (error) {
    if (error instanceof PortalError) await replica.rollBack()
    else replica.close()
    throw error
  }
}

/** Counts the records of a file, and begins to read them. @throws PortalError where no file holds so many. */
async function startReading(
  client: PoolClient,
  { user, target, scope, withNames }: ReadingOrder,
): Promise<ReadRows> {
  if ('call' in target) requireCsvFit(await copyCallCount(client, user, target.call, csvRecordsMax + 1))
  const totals = await copyTotals(client, user, target)
  requireCsvFit(totals.records)
  const namesLiteral = withNames ? await copyNames(client, scope) : undefined
  const rows = copyUsage(client, { ...scope, namesLiteral })
  // An error that comes before its reader does must not end the process; the stream keeps it.
  rows.on('error', () => undefined)
  return { totals, rows }
}

/**
 * Begins a transaction, and takes one of the places of an account for it. All in one message: each statement would wait for
 * the answer to the one before.
 * @throws PortalError `downloadsAtOnce` where there is none left.
 */
async function beginWithPlace(client: PoolClient, { accountId }: AccountUser, begin: string): Promise<void> {
  // Of several statements there is one result each.
  const results = (await client.query(
    `${begin};
     SELECT FROM generate_series(1, ${downloadsAtOnceMax}) AS place
     WHERE pg_try_advisory_xact_lock(hashtextextended('download ${accountId} ' || place, 0)) LIMIT 1`,
  )) as unknown as QueryResult[]
  if (results.at(-1)!.rowCount === 0) throw tooManyAtOnce()
}
