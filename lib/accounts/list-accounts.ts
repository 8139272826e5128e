import { getPool } from '@/lib/db/pool'
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
  const contract = await getPool().query('SELECT FROM contract WHERE contract_number = $1', [contractNumber])
  if (contract.rowCount === 0) throw new AccountError({ code: 'unknownContract', contractNumber })
  return readOverviews({ contractNumber }, now)
}
