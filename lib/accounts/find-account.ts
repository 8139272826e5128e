import type { Queryable } from '@/lib/db/transaction'
import { AccountError } from './account-error'

/** What every operator's command on an account starts from. */
export interface FoundAccount {
  accountId: bigint
  userId: string
  contractNumber: string
  email: string | null
  isLockedByOperator: boolean
}

interface AccountRow {
  account_id: string
  contract_number: string
  email: string | null
  locked_at: Date | null
}

/** @throws AccountError `unknownAccount`. */
export async function findAccount(db: Queryable, userId: string): Promise<FoundAccount> {
  const { rows } = await db.query<AccountRow>(
    'SELECT account_id, contract_number, email, locked_at FROM account WHERE user_id = $1',
    [userId],
  )
  const row = rows[0]
  if (!row) throw new AccountError({ code: 'unknownAccount', userId })
  return {
    accountId: BigInt(row.account_id),
    userId,
    contractNumber: row.contract_number,
    email: row.email,
    isLockedByOperator: row.locked_at !== null,
  }
}
