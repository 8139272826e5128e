import { recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPool } from '@/lib/db/pool'
import { inTransaction } from '@/lib/db/transaction'
import { forgiveAddress, mayFailFrom } from './address-limit'
import { hashPassword, needsRehash, passwordMatches } from './password-hash'
import { passwordFormProblem, type PasswordFormProblem } from './password-rules'
import { createPendingSignIn } from './pending-sign-in'
import { recordLock } from './record-lock'
import { recordTryDuringLock } from './record-try-during-lock'
import { forgetUnknownUserIds, keepStrike, returnStrike, takeStrike } from './sign-in-guard'

export type StartedSignIn =
  | { outcome: 'refused' }
  | { outcome: 'impossible'; problem: PasswordFormProblem }
  | { outcome: 'tooMany' }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date | undefined }
  | { outcome: 'started'; token: string; needsOtp: boolean }

interface AccountRow {
  account_id: string
  contract_number: string
  password_hash: string
}

interface PresentAccountRow {
  password_hash: string
  multi_factor: boolean
  locked_at: Date | null
}

/**
 * The password step (spec section 3): takes a strike, compares, and notes a pending sign-in.
 *
 * An unknown user ID goes through the same steps, lock included, and takes as long.
 * @returns `started` with the token for the browser's cookie; `locked` with the end of the ten minutes, or
 *   without one where an operator locked the account; `tooMany` where too many user IDs failed from the address;
 *   `impossible` where no password has the form of the given one: no user ID is looked up and no strike counted;
 *   `busy` where other tries at the user ID are still being compared.
 */
export async function startSignIn(
  { userId, password }: { userId: string; password: string },
  source: RequestSource,
  now: Date,
): Promise<StartedSignIn> {
  const problem = passwordFormProblem(password)
  if (problem) return { outcome: 'impossible', problem }

  const db = getPool()
  const { rows } = await db.query<AccountRow>(
    `SELECT account_id, contract_number, password_hash FROM account WHERE user_id = $1`,
    [userId],
  )
  const account = rows[0]
  const who = account && { accountId: BigInt(account.account_id), contractNumber: account.contract_number }
  const event = { ...who, actor: account ? `user:${userId}` : 'unknown', source, at: now }

  const strike = await takeStrike(db, { userId, isKnown: account !== undefined }, now)
  if (strike.outcome === 'locked') await recordTryDuringLock(db, userId, strike.until, event)
  if (strike.outcome !== 'taken') return strike

  // Whoever walks through user IDs makes one first failure after the other.
  const isCounted = strike.isFirst && source.address !== null
  const allowance = isCounted ? await mayFailFrom(source.address!) : 'yes'
  if (allowance !== 'yes') {
    await returnStrike(db, userId)
    // Once a window: whoever walks on must not fill the trail.
    if (allowance === 'noMore')
      await recordEvent(db, { ...event, kind: 'signInFailure', detail: { reason: 'addressLimit' } })
    return { outcome: 'tooMany' }
  }

  if (!(await passwordMatches(account?.password_hash, password)) || !who) {
    const until = await keepStrike(db, userId, now)
    await recordEvent(db, { ...event, kind: 'signInFailure', detail: { reason: 'password' } })
    if (strike.isFirst) await forgetUnknownUserIds(db)
    if (!until) return { outcome: 'refused' }
    await recordLock(userId, until, event)
    return { outcome: 'locked', until }
  }

  if (isCounted) await forgiveAddress(source.address!)
  return inTransaction(async (client): Promise<StartedSignIn> => {
    await returnStrike(client, userId)
    // Comparing took a while: what holds is the account as it is now.
    const { rows: present } = await client.query<PresentAccountRow>(
      'SELECT password_hash, multi_factor, locked_at FROM account WHERE account_id = $1 FOR UPDATE',
      [who.accountId],
    )
    const { password_hash: passwordHash, multi_factor: needsOtp, locked_at: lockedAt } = present[0]!
    if (passwordHash !== account!.password_hash) return { outcome: 'refused' }
    if (lockedAt) {
      await recordEvent(client, { ...event, kind: 'signInFailure', detail: { reason: 'lockedByOperator' } })
      return { outcome: 'locked', until: undefined }
    }
    if (needsRehash(passwordHash))
      await client.query('UPDATE account SET password_hash = $2 WHERE account_id = $1', [
        who.accountId,
        await hashPassword(password),
      ])
    const token = await createPendingSignIn(client, { accountId: who.accountId, needsOtp }, now)
    return { outcome: 'started', token, needsOtp }
  })
}
