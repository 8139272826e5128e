import type { ClientBase } from 'pg'
import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { ReplicaBehindError } from '@/lib/db/replica'

/**
 * How far the usage of a database is: its newest load and its newest purge. Both count up, one load or purge at a time, and
 * each is written in the transaction that changes the records.
 */
export interface DataMark {
  importId: bigint
  purgeId: bigint
  /** Whether the database follows another one. */
  isReplica: boolean
  /** In which its connection speaks. */
  timeZone: string
}

const markText = `
  SELECT (SELECT coalesce(max(import_id), 0) FROM usage_import) AS "importId",
         (SELECT coalesce(max(purge_id), 0) FROM usage_purge) AS "purgeId",
         pg_is_in_recovery() AS "isReplica", current_setting('timezone') AS "timeZone"`

/** SQL, so that all of it is one look, and the same by either client. */
export async function readDataMark(db: Database): Promise<DataMark> {
  const [mark] = await db.$queryRaw<[DataMark]>`${Prisma.raw(markText)}`
  return mark
}

/** The same on the connection of a file. */
export async function copyDataMark(client: Pick<ClientBase, 'query'>): Promise<DataMark> {
  const { rows } = await client.query<DataMark & Record<'importId' | 'purgeId', string>>(markText)
  const { importId, purgeId, ...rest } = rows[0]!
  return { ...rest, importId: BigInt(importId), purgeId: BigInt(purgeId) }
}

/**
 * Refuses to read on a replica that lacks a load or a purge of the primary.
 * @throws ReplicaBehindError where it does; Error where it follows no other database (it may have been promoted, and go its
 *   own way), or where its connection does not speak UTC, by which times are read.
 */
export function requireFresh(primary: DataMark, replica: DataMark): void {
  if (!replica.isReplica) throw new Error('the database of DATABASE_REPLICA_URL is no replica')
  if (replica.timeZone !== 'UTC') throw new Error('the connection to the replica does not speak UTC')
  if (replica.importId < primary.importId || replica.purgeId < primary.purgeId)
    throw new ReplicaBehindError('the replica lacks a load or a purge')
}
