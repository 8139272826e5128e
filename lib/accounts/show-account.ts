import { PortalError } from '@/lib/errors'
import { readOverviews, type AccountOverview } from './account-overview'

/** One account. @throws PortalError `unknownAccount`. */
export async function showAccount(userId: string, now: Date): Promise<AccountOverview> {
  const [overview] = await readOverviews({ userId }, now)
  if (!overview) throw new PortalError({ code: 'unknownAccount', userId })
  return overview
}
