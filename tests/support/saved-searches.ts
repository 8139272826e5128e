import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { deleteSavedSearch, renameSavedSearch, shareSavedSearch } from '@/lib/usage/change-saved-search'
import { keepFilter } from '@/lib/usage/filters'
import { listSavedSearches } from '@/lib/usage/read-saved-searches'
import { saveSearch, type SeenSearch } from '@/lib/usage/save-search'
import type { SavedSearch, SearchToSave } from '@/lib/usage/saved-search'

const now = new Date('2026-11-26T03:00:00Z')
const source = { address: null, userAgent: null }

/** A search of a period that moves. */
export const moving: SearchToSave = { by: 'call', output: 'screen', period: 'lastMonth' }
export const days = { startDate: '2014-07-06', startHour: 9, endDate: '2014-07-07', endHour: 23 }
/** A search of a period that stands. */
export const standing: SearchToSave = {
  by: 'destination',
  output: 'csv',
  sort: 'charge-desc',
  period: days,
}
export const callee = '0312345678'

export const save = (user: SignedInUser, name: string, search = moving, replace?: SeenSearch) =>
  saveSearch(user, name, search, replace, source, now)
export const rename = (user: SignedInUser, seen: SeenSearch, name: string) =>
  renameSavedSearch(user, seen, name, source, now)
export const remove = (user: SignedInUser, seen: SeenSearch) => deleteSavedSearch(user, seen, source, now)
export const share = (user: SignedInUser, seen: SeenSearch, isShared = true) =>
  shareSavedSearch(user, seen, isShared, source, now)

/** Conditions that the user has narrowed by. */
export const narrowedTo = async (user: SignedInUser, calleeStart = callee) => {
  const conditions = { calleeStart }
  return { id: await keepFilter(user, conditions), conditions }
}

/** The user's own search of a name. */
export const named = async (user: SignedInUser, name: string): Promise<SavedSearch> =>
  (await listSavedSearches(user)).own.find((search) => search.name === name)!
