import { getPrisma, type Database } from '@/lib/db/prisma'
import { mayAskReplica, onReplica, tryReplica } from '@/lib/db/replica'
import { readDataMark, requireFresh } from './data-mark'

/**
 * Reads usage on the replica, in one transaction that has each load and purge that the primary has at its beginning.
 * @param note writes on the primary what the reading is not given without.
 * @returns undefined where it is to be read on the primary instead: nothing is noted then.
 */
export async function readOnReplica<T extends object>(
  read: (db: Database) => Promise<T>,
  note: (db: Database) => Promise<void>,
): Promise<T | undefined> {
  if (!mayAskReplica('search')) return undefined
  const primary = await readDataMark(getPrisma())
  const found = await tryReplica('search', () =>
    onReplica(async (db) => {
      requireFresh(primary, await readDataMark(db))
      return read(db)
    }),
  )
  if (found) await note(getPrisma())
  return found
}
