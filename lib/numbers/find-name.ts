import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { isUuid } from './list-place'
import type { StoredName } from './stored-name'

/**
 * A name of the user's own contract, to be changed.
 * @returns undefined for any other id, or text.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function findName(
  user: Pick<AccountUser, 'contractNumber' | 'role'>,
  id: string,
): Promise<StoredName | undefined> {
  requirePermission(user, 'changeNumberNames')
  if (!isUuid(id)) return undefined
  const where = { contractNumber_id: { contractNumber: user.contractNumber, id } }
  return (await getPrisma().numberName.findUnique({ where })) ?? undefined
}
