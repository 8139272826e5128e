import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import { getPrisma } from '@/lib/db/prisma'
import { isFilterKept, ownFilter } from './filters'
import {
  savedColumns,
  savedSearchesMax,
  savedSearchOf,
  conditionsIncluded,
  type SavedSearch,
  type SearchToSave,
} from './saved-search'

/** A saved search as its user has seen it. */
export interface SeenSearch {
  id: string
  version: number
}

export type SaveSearchOutcome =
  | { outcome: 'saved' | 'replaced' }
  /** Another search has the name, as it is now: it is replaced only by a form that was shown it like that. */
  | { outcome: 'taken'; current: SavedSearch }
  | { outcome: 'full'; max: number }
  /** Its conditions are not kept, or are somebody else's. */
  | { outcome: 'forgotten' }

/**
 * Saves a search of the user's own under a name, and notes it in the audit trail by its id.
 *
 * The row of the account is held meanwhile: the limit and the name are exact however many are saved at once, and
 * conditions are not forgotten between being read and being named.
 * @param name as `checkSavedName` gives it.
 * @param replace what the user has agreed to lose for it.
 * @throws PortalError `notAllowed` where a reader would replace what is shared.
 */
export async function saveSearch(
  user: AccountUser,
  name: string,
  search: SearchToSave,
  replace: SeenSearch | undefined,
  source: RequestSource,
  now: Date,
): Promise<SaveSearchOutcome> {
  const { accountId } = user
  const filterId = search.filter && (await ownFilter(user, search.filter.id))
  if (search.filter && filterId === undefined) return { outcome: 'forgotten' }
  return getPrisma().$transaction<SaveSearchOutcome>(async (db) => {
    await holdAccountRow(db, accountId)
    if (filterId !== undefined && !(await isFilterKept(db, accountId, filterId)))
      return { outcome: 'forgotten' }
    const current = await db.savedSearch.findUnique({
      where: { accountId_name: { accountId, name } },
      include: conditionsIncluded,
    })
    if (current && !(replace?.id === current.id && replace.version === current.version))
      return { outcome: 'taken', current: savedSearchOf(current, user) }
    if (current?.isShared) requirePermission(user, 'shareSearches')
    const count = current ? 0 : await db.savedSearch.count({ where: { accountId } })
    if (count >= savedSearchesMax) return { outcome: 'full', max: savedSearchesMax }

    const columns = savedColumns({ ...search, filter: filterId === undefined ? undefined : { id: filterId } })
    const { id: savedId } = current
      ? await db.savedSearch.update({
          where: { id: current.id },
          data: { ...columns, version: { increment: 1 } },
        })
      : await db.savedSearch.create({ data: { accountId, name, createdAt: now, ...columns } })
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'searchSaved',
      detail: { savedId, replaced: current !== null },
    })
    return { outcome: current ? 'replaced' : 'saved' }
  })
}
