import type { Account, Contract } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { readCallers, type SeenCallers } from './seen-callers'

export const accountRoles = ['administrator', 'reader'] as const
/** What an account may do beside looking: an administrator manages what its contract's accounts share (spec section 7). */
export type AccountRole = (typeof accountRoles)[number]

/**
 * What an account may see of the records: each query of usage takes it, so that none gives a number or a record out
 * without asking (docs/decisions/0082, 0090).
 */
export interface RecordAccess {
  /** The only contract whose data this user may see. */
  contractNumber: string
  /** Whether 発信番号 and 着信番号 are masked but for their last four digits. */
  masksNumbers: boolean
  /** Whose records. */
  callers: SeenCallers
}

/** Whose account a request acts for, and what that account may see: read anew from the database each time. */
export interface AccountUser extends RecordAccess {
  accountId: bigint
  userId: string
  contractName: string
  role: AccountRole
  /** The name of the key that acts for the account, where no browser does. */
  keyName?: string
}

/** The role that a column holds: what is not the one is the other, which may do less. */
export const roleOf = (role: string): AccountRole => (role === 'administrator' ? role : 'reader')

/**
 * The user that an account is, from its row and its contract's. Of a limited one it reads the numbers that its
 * departments have now.
 * @throws PortalError `departmentsTooLarge`, see `readCallers`.
 */
export async function accountUser(
  account: Account & { contract: Contract },
  db: Database = getPrisma(),
): Promise<AccountUser> {
  const { id: accountId, userId, contractNumber, contract, role, masksNumbers } = account
  return {
    accountId,
    userId,
    contractNumber,
    contractName: contract.name,
    role: roleOf(role),
    masksNumbers,
    callers: await readCallers(account, db),
  }
}
