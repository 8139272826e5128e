import { createHash } from 'node:crypto'
import { z } from 'zod'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { conditionFields, narrowsByNumber, type UsageConditions } from './conditions'
import { storedConditions } from './parse-conditions'
import type { SavedSearchReader } from './saved-search'
import type { AskedSearch, UsageSearch } from './search'

type Owner = Pick<AccountUser, 'accountId' | 'masksNumbers'>

/** Filters of an account that are kept besides those of saved searches; those used longest ago are forgotten. */
const filtersMax = 1_000

/**
 * Keeps what a search is narrowed by as a row of the account, so that its address holds no number (spec section 5).
 * The same conditions are the same row; each narrowing by them is a use of it.
 *
 * The row of the account is held meanwhile: of many narrowings at once none loses the row of another, and no row is
 * named by a saved search between being looked at and being forgotten.
 * @returns the id for the address.
 * @throws PortalError `numbersMasked` for conditions on numbers of an account that sees them masked.
 */
export async function keepFilter(owner: Owner, conditions: UsageConditions): Promise<string> {
  requireSeenNumbers(owner, conditions)
  const { accountId } = owner
  const stored = Object.fromEntries(
    conditionFields.flatMap((field) => {
      const value = conditions[field]
      return value === undefined ? [] : [[field, value]]
    }),
  )
  const digest = createHash('sha256').update(JSON.stringify(stored)).digest()
  return getPrisma().$transaction(async (db) => {
    await holdAccountRow(db, accountId)
    const lastUsedAt = new Date()
    const { id } = await db.usageFilter.upsert({
      where: { accountId_digest: { accountId, digest } },
      create: { accountId, digest, conditions: stored, lastUsedAt },
      update: { lastUsedAt },
      select: { id: true },
    })
    await forgetFilters(db, accountId, id)
    return id
  })
}

/**
 * Forgets the filters of an account that were used longest ago, but for the one in use and those that a saved search
 * names.
 * @param db a transaction that holds the row of the account.
 */
async function forgetFilters(db: Database, accountId: bigint, inUse: string): Promise<void> {
  const forgotten = await db.usageFilter.findMany({
    where: { accountId, id: { not: inUse }, savedSearches: { none: {} } },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    skip: filtersMax - 1,
    select: { id: true },
  })
  if (forgotten.length === 0) return
  await db.usageFilter.deleteMany({ where: { id: { in: forgotten.map(({ id }) => id) } } })
}

/**
 * Reads the conditions that an address names by their id: of the user's own account, or of a saved search that its
 * contract shares, for as long as it does.
 * @throws PortalError `notFound` for an id that is nobody's or somebody else's; `numbersMasked` as for `keepFilter`: the
 *   account may have kept it when it still saw numbers.
 */
export async function withFilter(
  owner: SavedSearchReader,
  { filter, ...asked }: AskedSearch,
): Promise<UsageSearch> {
  if (!filter) return asked
  const { id } = filter
  const row = await findFilter(owner, id)
  if (!row) throw new PortalError({ code: 'notFound' })
  const conditions = storedConditions.parse(row.conditions)
  requireSeenNumbers(owner, conditions)
  return { ...asked, filter: { id, conditions } }
}

/** @throws PortalError `numbersMasked` for conditions on numbers of an account that sees them masked. */
export function requireSeenNumbers(
  { masksNumbers }: Pick<Owner, 'masksNumbers'>,
  conditions: UsageConditions = {},
): void {
  if (masksNumbers && narrowsByNumber(conditions)) throw new PortalError({ code: 'numbersMasked' })
}

/**
 * Keeps the conditions that an address names as the account's own, where they are those of a shared search.
 * @returns their id among the account's own; undefined where the account does not see them.
 */
export async function ownFilter(owner: SavedSearchReader, id: string): Promise<string | undefined> {
  const row = await findFilter(owner, id)
  if (!row) return undefined
  return row.accountId === owner.accountId ? id : keepFilter(owner, storedConditions.parse(row.conditions))
}

/** Whether an account has conditions of its own still. */
export const isFilterKept = async (db: Database, accountId: bigint, id: string) =>
  (await db.usageFilter.findUnique({ where: { id, accountId } })) !== null

const findFilter = async (reader: SavedSearchReader, id: string) =>
  z.uuid().safeParse(id).success
    ? getPrisma().usageFilter.findUnique({
        where: {
          id,
          OR: [
            { accountId: reader.accountId },
            {
              savedSearches: { some: { isShared: true, account: { contractNumber: reader.contractNumber } } },
            },
          ],
        },
      })
    : null
