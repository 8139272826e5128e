import type { Account } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'

/** What every operator's command on an account starts from. @throws PortalError `unknownAccount`. */
export async function findAccount(db: Database, userId: string): Promise<Account> {
  const account = await db.account.findUnique({ where: { userId } })
  if (!account) throw new PortalError({ code: 'unknownAccount', userId })
  return account
}
