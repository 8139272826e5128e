import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'

/** Characters that are looked for. */
export const searchLengthMax = 100

const keptMilliseconds = 24 * 60 * 60 * 1_000

/**
 * Keeps what the account looks for, for a day: it may be a number, which has no place in an address.
 * @param text 1 to `searchLengthMax` characters.
 * @returns its id, for the address.
 */
export async function keepSearch(
  { accountId }: Pick<AccountUser, 'accountId'>,
  text: string,
  now: Date,
): Promise<string> {
  const { numberSearch } = getPrisma()
  await numberSearch.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - keptMilliseconds) } } })
  const { id } = await numberSearch.create({
    data: { accountId, text, createdAt: now },
    select: { id: true },
  })
  return id
}

/** What the account looks for. @param id a UUID. @returns undefined for one of somebody else, or of none. */
export async function findSearch(
  { accountId }: Pick<AccountUser, 'accountId'>,
  id: string,
): Promise<string | undefined> {
  const search = await getPrisma().numberSearch.findUnique({ where: { id, accountId } })
  return search?.text
}
