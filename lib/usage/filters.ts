import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { conditionFields, type UsageConditions } from './conditions'
import { storedConditions } from './parse-conditions'
import type { AskedSearch, UsageSearch } from './search'

type Owner = Pick<SignedInUser, 'accountId'>

/** Filters of an account that are kept; the oldest beyond them are forgotten. */
const filtersMax = 1_000

/**
 * Keeps what a search is narrowed by as a row of the account, so that its address holds no number (spec section 5).
 * The same conditions are the same row.
 * @returns the id for the address.
 */
export async function keepFilter({ accountId }: Owner, conditions: UsageConditions): Promise<string> {
  const stored = Object.fromEntries(
    conditionFields.flatMap((field) => {
      const value = conditions[field]
      return value === undefined ? [] : [[field, value]]
    }),
  )
  const digest = createHash('sha256').update(JSON.stringify(stored)).digest()
  const { id } = await getPrisma().usageFilter.upsert({
    where: { accountId_digest: { accountId, digest } },
    create: { accountId, digest, conditions: stored },
    // Something to set makes it one statement: of two requests at once neither fails.
    update: { digest },
    select: { id: true },
  })
  const forgotten = await getPrisma().usageFilter.findMany({
    where: { accountId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: filtersMax,
    select: { id: true },
  })
  if (forgotten.length > 0)
    await getPrisma().usageFilter.deleteMany({ where: { id: { in: forgotten.map((filter) => filter.id) } } })
  return id
}

/**
 * Reads the conditions that an address names by their id, of the user's own account.
 * @throws PortalError `notFound` for an id that is nobody's or somebody else's.
 */
export async function withFilter(owner: Owner, { filter, ...asked }: AskedSearch): Promise<UsageSearch> {
  if (!filter) return asked
  const { accountId } = owner
  const { id } = filter
  const row = z.uuid().safeParse(id).success
    ? await getPrisma().usageFilter.findUnique({ where: { id, accountId } })
    : null
  if (!row) throw new PortalError({ code: 'notFound' })
  return { ...asked, filter: { id, conditions: storedConditions.parse(row.conditions) } }
}
