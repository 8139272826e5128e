import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { SeenSearch } from './save-search'
import { conditionsIncluded, savedSearchOf, visibleTo, type SavedSearch } from './saved-search'

/** A saved search is not as its user has seen it: it is left as it is. */
type NotAsSeen =
  | { outcome: 'gone' }
  /** As it is now. */
  | { outcome: 'conflict'; current: SavedSearch }

export type RenameOutcome = { outcome: 'renamed' | 'unchanged' | 'taken' } | NotAsSeen
export type DeleteOutcome = { outcome: 'deleted' } | NotAsSeen
export type ShareOutcome = { outcome: 'shared' | 'unshared' | 'unchanged' } | NotAsSeen

/**
 * Gives a saved search another name, and notes that in the audit trail by its id. Whose is to change it: see `findSeen`.
 * @param seen with a UUID as its id.
 * @param name as `checkSavedName` gives it.
 * @throws PortalError `notAllowed` for a reader, of what is shared.
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
    const { accountId } = found
    const other = await db.savedSearch.findUnique({ where: { accountId_name: { accountId, name } } })
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

/**
 * Shares a saved search of the user's own with the accounts of its contract, or ends that for one that is shared; noted in
 * the audit trail by its id.
 * @param seen with a UUID as its id.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function shareSavedSearch(
  user: AccountUser,
  seen: SeenSearch,
  isShared: boolean,
  source: RequestSource,
  now: Date,
): Promise<ShareOutcome> {
  requirePermission(user, 'shareSearches')
  return getPrisma().$transaction<ShareOutcome>(async (db) => {
    const found = await findSeen(db, user, seen)
    if (found.outcome !== 'asSeen') return found
    if (found.current.isShared === isShared) return { outcome: 'unchanged' }
    const { id } = seen
    await db.savedSearch.update({ where: { id }, data: { isShared, version: { increment: 1 } } })
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: isShared ? 'savedSearchShared' : 'savedSearchUnshared',
      detail: { savedId: id },
    })
    return { outcome: isShared ? 'shared' : 'unshared' }
  })
}

/**
 * Deletes a saved search, and notes it in the audit trail by its id.
 * @param seen with a UUID as its id.
 * @throws PortalError `notAllowed` for a reader, of what is shared.
 */
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

/**
 * Finds a saved search that a user may change, which nobody else changes until the transaction ends: their own, and what
 * is shared with their contract where they are an administrator of it.
 * @returns with the account whose it is.
 * @throws PortalError `notAllowed` for a reader, of what is shared.
 */
async function findSeen(
  db: Database,
  user: AccountUser,
  { id, version }: SeenSearch,
): Promise<{ outcome: 'asSeen'; current: SavedSearch; accountId: bigint } | NotAsSeen> {
  const where = { id, ...visibleTo(user) }
  const owner = await db.savedSearch.findUnique({ where, select: { accountId: true } })
  if (!owner) return { outcome: 'gone' }
  const { accountId } = owner
  await holdAccountRow(db, accountId)
  const row = await db.savedSearch.findUnique({ where, include: conditionsIncluded })
  if (!row) return { outcome: 'gone' }
  if (row.isShared) requirePermission(user, 'shareSearches')
  const current = savedSearchOf(row, user)
  return current.version === version
    ? { outcome: 'asSeen', current, accountId }
    : { outcome: 'conflict', current }
}
