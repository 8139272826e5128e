import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { fileEncodings, type FileEncoding } from '@/lib/files/file-encoding'
import { fileFormats, type FileFormat } from '@/lib/files/file-format'
import { parseUsageSearch } from './parse-search'
import { usageSearchParameters, type UsageSearch, type UsageSearchValues } from './search'

/** What a user asked for last, for the form to begin with. */
export interface LastChoices extends FileChoices {
  search?: UsageSearchValues
}

/** How a user took the last file. */
export interface FileChoices {
  format?: FileFormat
  /** Of the last text file. */
  encoding?: FileEncoding
  /** Whether it had the names of its numbers. */
  withNames?: boolean
}

type Owner = Pick<AccountUser, 'accountId'>

/** Reads the user's own last search and how the last file was taken (docs/decisions/0057). */
export async function lastChoices({ accountId }: Owner, now: Date): Promise<LastChoices> {
  const choice = await getPrisma().usageChoice.findUnique({ where: { accountId } })
  const search = choice?.search as Record<string, string> | null | undefined
  const parsed = search ? parseUsageSearch(search, now) : undefined
  return {
    search: parsed?.state === 'accepted' ? parsed.values : undefined,
    format: fileFormats.find((known) => known === choice?.format),
    encoding: fileEncodings.find((known) => known === choice?.encoding),
    withNames: choice?.withNames ?? undefined,
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

/**
 * Keeps how a file was taken as the user's last choices; not of a program, which chooses nothing for the forms.
 * @param db a transaction, of what else is kept with it.
 */
export async function keepFileChoices(
  { accountId, keyName }: Owner & Pick<AccountUser, 'keyName'>,
  choices: FileChoices,
  db: Database = getPrisma(),
): Promise<void> {
  if (keyName !== undefined) return
  await db.usageChoice.upsert({
    where: { accountId },
    create: { accountId, ...choices },
    update: choices,
  })
}
