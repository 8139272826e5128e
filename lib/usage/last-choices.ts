import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { fileEncodings, type FileEncoding } from './file-encoding'
import { parseUsageSearch } from './parse-search'
import { usageSearchParameters, type UsageSearch, type UsageSearchValues } from './search'

/** What a user asked for last, for the form to begin with. */
export interface LastChoices {
  search?: UsageSearchValues
  encoding?: FileEncoding
}

type Owner = Pick<SignedInUser, 'accountId'>

/** Reads the user's own last search and the encoding of the last file (docs/decisions/0057). */
export async function lastChoices({ accountId }: Owner, now: Date): Promise<LastChoices> {
  const choice = await getPrisma().usageChoice.findUnique({ where: { accountId } })
  const search = choice?.search as Record<string, string> | null | undefined
  const parsed = search ? parseUsageSearch(search, now) : undefined
  return {
    search: parsed?.state === 'accepted' ? parsed.values : undefined,
    encoding: fileEncodings.find((known) => known === choice?.encoding),
  }
}

/**
 * Keeps a search as the user's last one.
 *
 * Not to be called in a transaction at REPEATABLE READ: two searches of one account at once would make each other fail.
 */
export async function keepSearch({ accountId }: Owner, search: UsageSearch): Promise<void> {
  const choice = { search: usageSearchParameters(search) }
  await getPrisma().usageChoice.upsert({
    where: { accountId },
    create: { accountId, ...choice },
    update: choice,
  })
}

/** Keeps the encoding of a file as the user's last one. @param db a transaction, of what else is kept with it. */
export async function keepEncoding(
  { accountId }: Owner,
  encoding: FileEncoding,
  db: Database = getPrisma(),
): Promise<void> {
  await db.usageChoice.upsert({
    where: { accountId },
    create: { accountId, encoding },
    update: { encoding },
  })
}
