import { z } from 'zod'
import type { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'
import {
  conditionsIncluded,
  savedSearchesMax,
  savedSearchOf,
  visibleTo,
  type SavedSearch,
  type SavedSearchReader,
} from './saved-search'

const byName = new Intl.Collator('ja', { numeric: true })

/** Saved searches as an account sees them, each list in the order of its names. */
export interface SavedLists<Saved> {
  own: Saved[]
  /** Of other accounts of its contract, shared with it. */
  ofColleagues: Saved[]
}

/** What the whole contract shares has no other limit: no more than so many are read. */
const sharedMax = 500

/** Names of the saved searches that an account sees. */
export function listSavedNames(
  reader: SavedSearchReader,
): Promise<SavedLists<Pick<SavedSearch, 'id' | 'name'>>> {
  const select = { id: true, name: true } as const
  return inLists(reader, (listed) => getPrisma().savedSearch.findMany({ ...listed, select }))
}

/** The saved searches that an account sees. */
export function listSavedSearches(reader: SavedSearchReader): Promise<SavedLists<SavedSearch>> {
  return inLists(reader, async (listed) => {
    const rows = await getPrisma().savedSearch.findMany({ ...listed, include: conditionsIncluded })
    return rows.map((row) => savedSearchOf(row, reader))
  })
}

async function inLists<Saved extends { name: string }>(
  { accountId, contractNumber }: SavedSearchReader,
  read: (listed: {
    where: Prisma.SavedSearchWhereInput
    orderBy: { name: 'asc' }
    take: number
  }) => Promise<Saved[]>,
): Promise<SavedLists<Saved>> {
  const orderBy = { name: 'asc' } as const
  const [own, ofColleagues] = await Promise.all([
    read({ where: { accountId }, orderBy, take: savedSearchesMax }),
    read({
      where: { isShared: true, account: { contractNumber }, accountId: { not: accountId } },
      orderBy,
      take: sharedMax,
    }),
  ])
  return { own: sortedByName(own), ofColleagues: sortedByName(ofColleagues) }
}

const sortedByName = <Named extends { name: string }>(rows: Named[]) =>
  rows.sort((one, other) => byName.compare(one.name, other.name))

/** A saved search that an account sees. @returns undefined for any other id, or text. */
export async function findSavedSearch(
  reader: SavedSearchReader,
  id: string,
): Promise<SavedSearch | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined
  const row = await getPrisma().savedSearch.findUnique({
    where: { id, ...visibleTo(reader) },
    include: conditionsIncluded,
  })
  return row ? savedSearchOf(row, reader) : undefined
}
