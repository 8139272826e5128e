import type { ClientBase } from 'pg'
import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { ReplicaBehindError } from '@/lib/db/replica'

/** How far the usage of a database is. Loads and purges are written in the transaction that changes the records. */
export interface DataMark {
  /** Its newest load and its newest purge: their numbers and when they were. */
  newest: string
  /** Whether the database follows another one. */
  isReplica: boolean
  /** In which its connection speaks. */
  timeZone: string
}

const markText = `
  SELECT jsonb_build_array(
           (SELECT array[import_id, extract(epoch FROM imported_at)] FROM usage_import ORDER BY import_id DESC LIMIT 1),
           (SELECT array[purge_id, extract(epoch FROM purged_at)] FROM usage_purge ORDER BY purge_id DESC LIMIT 1)
         )::text AS newest,
         pg_is_in_recovery() AS "isReplica", current_setting('timezone') AS "timeZone"`

/** SQL, so that all of it is one look, and the same by either client. */
export async function readDataMark(db: Database): Promise<DataMark> {
  const [mark] = await db.$queryRaw<[DataMark]>`${Prisma.raw(markText)}`
  return mark
}

/** The same on the connection of a file. */
export async function copyDataMark(client: Pick<ClientBase, 'query'>): Promise<DataMark> {
  const { rows } = await client.query<DataMark>(markText)
  return rows[0]!
}

/**
 * Refuses to read on a replica whose newest load or purge is another one than the primary's: it is behind, or a moment
 * ahead of the look at the primary, or it follows another primary, whose loads have the same numbers.
 * @throws ReplicaBehindError where that is so; Error where it follows no other database (it may have been promoted, and go its
 *   own way), or where its connection does not speak UTC, by which times are read.
 */
export function requireFresh(primary: DataMark, replica: DataMark): void {
  if (!replica.isReplica) throw new Error('the database of DATABASE_REPLICA_URL is no replica')
  if (replica.timeZone !== 'UTC') throw new Error('the connection to the replica does not speak UTC')
  if (replica.newest !== primary.newest) throw new ReplicaBehindError('the replica has other loads or purges')
}
