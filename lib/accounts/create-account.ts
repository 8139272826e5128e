import { recordEvent } from '@/lib/audit/record-event'
import { hashPassword } from '@/lib/auth/password-hash'
import { clearStrikes } from '@/lib/auth/sign-in-guard'
import { inTransaction } from '@/lib/db/transaction'
import { AccountError } from './account-error'
import { generatePassword } from './generate-password'

export interface NewAccount {
  userId: string
  contractNumber: string
  email: string | undefined
  /** 多要素認証; needs an address. */
  multiFactor: boolean
}

/**
 * Adds an account to a contract (spec section 8).
 * @returns the generated password, which is kept nowhere but as a hash.
 * @throws AccountError `unknownContract`, `accountExists` or `addressMissing`.
 */
export async function createAccount(account: NewAccount, operator: string, now: Date): Promise<string> {
  const { userId, contractNumber, email, multiFactor } = account
  if (multiFactor && email === undefined) throw new AccountError({ code: 'addressMissing', userId })
  const password = generatePassword(userId)
  const passwordHash = await hashPassword(password)
  await inTransaction(async (db) => {
    const contract = await db.query('SELECT FROM contract WHERE contract_number = $1 FOR KEY SHARE', [
      contractNumber,
    ])
    if (contract.rowCount === 0) throw new AccountError({ code: 'unknownContract', contractNumber })
    // Whoever tried the user ID before it existed does not lock out its user.
    await clearStrikes(db, userId)
    const { rows } = await db.query<{ account_id: string }>(
      `INSERT INTO account
         (user_id, contract_number, password_hash, password_changed_at, email, multi_factor, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $4)
       ON CONFLICT (user_id) DO NOTHING RETURNING account_id`,
      [userId, contractNumber, passwordHash, now, email ?? null, multiFactor],
    )
    if (!rows[0]) throw new AccountError({ code: 'accountExists', userId })
    await recordEvent(db, {
      kind: 'accountCreated',
      at: now,
      actor: `operator:${operator}`,
      accountId: BigInt(rows[0].account_id),
      contractNumber,
      detail: { multiFactor },
    })
  })
  return password
}
