import { getPrisma } from '@/lib/db/prisma'
import { AccountError } from './account-error'
import { readOverviews, type AccountOverview } from './account-overview'

/**
 * The accounts of a contract, or of all.
 * @throws AccountError `unknownContract`.
 */
export async function listAccounts(
  contractNumber: string | undefined,
  now: Date,
): Promise<AccountOverview[]> {
  if (contractNumber === undefined) return readOverviews('all', now)
  const contract = await getPrisma().contract.findUnique({ where: { number: contractNumber } })
  if (!contract) throw new AccountError({ code: 'unknownContract', contractNumber })
  return readOverviews({ contractNumber }, now)
}
