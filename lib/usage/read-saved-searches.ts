import { z } from 'zod'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { savedSearchesMax, savedSearchOf, conditionsIncluded, type SavedSearch } from './saved-search'

type Owner = Pick<AccountUser, 'accountId' | 'masksNumbers'>

const byName = new Intl.Collator('ja', { numeric: true })

/** Names of the user's own saved searches, in their order. */
export async function listSavedNames({
  accountId,
}: Pick<Owner, 'accountId'>): Promise<Pick<SavedSearch, 'id' | 'name'>[]> {
  const rows = await getPrisma().savedSearch.findMany({
    ...listed(accountId),
    select: { id: true, name: true },
  })
  return sortedByName(rows)
}

/** The user's own saved searches, in the order of their names. */
export async function listSavedSearches(owner: Owner): Promise<SavedSearch[]> {
  const saved = { ...listed(owner.accountId), include: conditionsIncluded }
  const rows = await getPrisma().savedSearch.findMany(saved)
  return sortedByName(rows).map((row) => savedSearchOf(row, owner))
}

const listed = (accountId: bigint) =>
  ({ where: { accountId }, orderBy: { name: 'asc' }, take: savedSearchesMax }) as const

const sortedByName = <Named extends { name: string }>(rows: Named[]) =>
  rows.sort((one, other) => byName.compare(one.name, other.name))

/** A saved search of the user's own. @returns undefined for any other id, or text. */
export async function findSavedSearch(owner: Owner, id: string): Promise<SavedSearch | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined
  const row = await getPrisma().savedSearch.findUnique({
    where: { id, accountId: owner.accountId },
    include: conditionsIncluded,
  })
  return row ? savedSearchOf(row, owner) : undefined
}
