import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import { fileEncodings, type FileEncoding } from './file-encoding'
import { parseUsageSearch } from './parse-search'
import type { UsageSearchValues } from './search'

/** What a user asked for last, for the form to begin with. */
export interface LastChoices {
  search?: UsageSearchValues
  encoding?: FileEncoding
}

/**
 * The user's own last search, and the last encoding of a file. The audit trail has both already: a search is a GET,
 * which changes nothing else.
 */
export async function lastChoices(user: Pick<SignedInUser, 'accountId'>, now: Date): Promise<LastChoices> {
  const { rows } = await getPool().query<{ search: Record<string, string> | null; encoding: string | null }>({
    name: 'last-choices',
    text: `SELECT (${lastDetail(`kind = 'search'`)}) AS search,
                  (${lastDetail(`detail ? 'encoding'`)})->>'encoding' AS encoding`,
    values: [user.accountId],
  })
  const { search, encoding } = rows[0]!
  const parsed = search && parseUsageSearch(search, now)
  return {
    search: parsed?.state === 'accepted' ? parsed.values : undefined,
    encoding: fileEncodings.find((known) => known === encoding),
  }
}

const lastDetail = (condition: string) =>
  `SELECT detail FROM security_event WHERE account_id = $1 AND ${condition} ORDER BY at DESC, event_id DESC LIMIT 1`
