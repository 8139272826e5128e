import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { readOverviews, type AccountOverview } from './account-overview'

/**
 * The accounts of a contract, or of all.
 * @throws PortalError `unknownContract`.
 */
export async function listAccounts(
  contractNumber: string | undefined,
  now: Date,
): Promise<AccountOverview[]> {
  if (contractNumber === undefined) return readOverviews('all', now)
  const contract = await getPrisma().contract.findUnique({ where: { number: contractNumber } })
  if (!contract) throw new PortalError({ code: 'unknownContract', contractNumber })
  return readOverviews({ contractNumber }, now)
}
