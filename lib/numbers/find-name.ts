import type { AccountUser } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { isUuid } from './list-place'
import type { StoredName } from './stored-name'

/** A name of the user's own contract. @returns undefined for any other id, or text. */
export async function findName(
  { contractNumber }: Pick<AccountUser, 'contractNumber'>,
  id: string,
): Promise<StoredName | undefined> {
  if (!isUuid(id)) return undefined
  const where = { contractNumber_id: { contractNumber, id } }
  return (await getPrisma().numberName.findUnique({ where })) ?? undefined
}
