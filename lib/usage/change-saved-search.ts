import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { SeenSearch } from './save-search'
import { savedSearchOf, conditionsIncluded, type SavedSearch } from './saved-search'

/** A saved search is not as its user has seen it: it is left as it is. */
type NotAsSeen =
  | { outcome: 'gone' }
  /** As it is now. */
  | { outcome: 'conflict'; current: SavedSearch }

export type RenameOutcome = { outcome: 'renamed' | 'unchanged' | 'taken' } | NotAsSeen
export type DeleteOutcome = { outcome: 'deleted' } | NotAsSeen

/**
 * Gives a saved search of the user's own another name, and notes that in the audit trail by its id.
 * @param seen with a UUID as its id.
 * @param name as `checkSavedName` gives it.
 */
export function renameSavedSearch(
  user: AccountUser,
  seen: SeenSearch,
  name: string,
  source: RequestSource,
  now: Date,
): Promise<RenameOutcome> {
  return getPrisma().$transaction<RenameOutcome>(async (db) => {
    const found = await findSeen(db, user, seen)
    if (found.outcome !== 'asSeen') return found
    const { id } = seen
    if (found.current.name === name) return { outcome: 'unchanged' }
    const other = await db.savedSearch.findUnique({
      where: { accountId_name: { accountId: user.accountId, name } },
    })
    if (other) return { outcome: 'taken' }
    await db.savedSearch.update({ where: { id }, data: { name, version: { increment: 1 } } })
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'savedSearchRenamed',
      detail: { savedId: id },
    })
    return { outcome: 'renamed' }
  })
}

/** Deletes a saved search of the user's own, and notes it in the audit trail. @param seen with a UUID as its id. */
export function deleteSavedSearch(
  user: AccountUser,
  seen: SeenSearch,
  source: RequestSource,
  now: Date,
): Promise<DeleteOutcome> {
  return getPrisma().$transaction<DeleteOutcome>(async (db) => {
    const found = await findSeen(db, user, seen)
    if (found.outcome !== 'asSeen') return found
    const { id } = seen
    await db.savedSearch.delete({ where: { id } })
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'savedSearchDeleted',
      detail: { savedId: id },
    })
    return { outcome: 'deleted' }
  })
}

/** Finds a saved search of an account, which nobody changes until the transaction ends. */
async function findSeen(
  db: Database,
  user: AccountUser,
  { id, version }: SeenSearch,
): Promise<{ outcome: 'asSeen'; current: SavedSearch } | NotAsSeen> {
  const { accountId } = user
  await holdAccountRow(db, accountId)
  const row = await db.savedSearch.findUnique({ where: { id, accountId }, include: conditionsIncluded })
  if (!row) return { outcome: 'gone' }
  const current = savedSearchOf(row, user)
  return current.version === version ? { outcome: 'asSeen', current } : { outcome: 'conflict', current }
}
