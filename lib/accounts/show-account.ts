import { AccountError } from './account-error'
import { readOverviews, type AccountOverview } from './account-overview'

/** One account. @throws AccountError `unknownAccount`. */
export async function showAccount(userId: string, now: Date): Promise<AccountOverview> {
  const [overview] = await readOverviews({ userId }, now)
  if (!overview) throw new AccountError({ code: 'unknownAccount', userId })
  return overview
}
