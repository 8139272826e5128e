import type { Account, Contract } from '@/lib/db/generated/client'

export const accountRoles = ['administrator', 'reader'] as const
/** What an account may do beside looking: an administrator manages what its contract's accounts share (spec section 7). */
export type AccountRole = (typeof accountRoles)[number]

/** Whose account a request acts for, and what that account may see: read anew from the database each time. */
export interface AccountUser {
  accountId: bigint
  userId: string
  /** The only contract whose data this user may see. */
  contractNumber: string
  contractName: string
  role: AccountRole
  /** Whether 発信番号 and 着信番号 are masked but for their last four digits. */
  masksNumbers: boolean
}

/** The user that an account is, from its row and its contract's. */
export function accountUser({
  id: accountId,
  userId,
  contractNumber,
  contract,
  role,
  masksNumbers,
}: Account & { contract: Contract }): AccountUser {
  return {
    accountId,
    userId,
    contractNumber,
    contractName: contract.name,
    // What is not the one is the other, which may do less.
    role: role === 'administrator' ? role : 'reader',
    masksNumbers,
  }
}
