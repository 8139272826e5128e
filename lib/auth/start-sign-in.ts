import { recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { forgiveAddress, mayFailFrom } from './address-limit'
import { isFirstPasswordOver } from './first-password'
import { holdAccountRow } from './hold-account-row'
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
  | { outcome: 'firstPasswordOver' }
  | { outcome: 'started'; token: string; needsOtp: boolean }

/**
 * The password step (spec section 3): takes a strike, compares, and notes a pending sign-in.
 *
 * An unknown user ID goes through the same steps, lock included, and takes as long.
 * @returns `started` with the token for the browser's cookie; `locked` with the end of the ten minutes, or
 *   without one where an operator locked the account; `tooMany` where too many user IDs failed from the address;
 *   `impossible` where no account can have such a password: no user ID is looked up and no strike counted;
 *   `busy` where other tries at the user ID are still being compared; `firstPasswordOver` where the password is right, but
 *   an operator's that was not replaced in time: nobody else is told so.
 */
export async function startSignIn(
  { userId, password }: { userId: string; password: string },
  source: RequestSource,
  now: Date,
): Promise<StartedSignIn> {
  const problem = passwordFormProblem(password)
  if (problem) return { outcome: 'impossible', problem }

  const db = getPrisma()
  const account = await db.account.findUnique({ where: { userId } })
  const who = account && { accountId: account.id, contractNumber: account.contractNumber }
  const event = { ...who, actor: account ? `user:${userId}` : 'unknown', source, at: now }

  const strike = await takeStrike(db, { userId, isKnown: account !== null }, now)
  if (strike.outcome === 'locked') await recordTryDuringLock(userId, strike.until, event)
  if (strike.outcome !== 'taken') return strike

  // A walk through user IDs is one first failure after the other.
  const isCounted = strike.isFirst && source.address !== null
  const allowance = isCounted ? await mayFailFrom(source.address!) : 'yes'
  if (allowance !== 'yes') {
    await returnStrike(db, userId)
    // Once a window: a walk that goes on must not fill the trail.
    if (allowance === 'noMore')
      await recordEvent(db, { ...event, kind: 'signInFailure', detail: { reason: 'addressLimit' } })
    return { outcome: 'tooMany' }
  }

  if (!(await passwordMatches(account?.passwordHash, password)) || !account) {
    const until = await keepStrike(db, userId, now)
    await recordEvent(db, { ...event, kind: 'signInFailure', detail: { reason: 'password' } })
    if (strike.isFirst) await forgetUnknownUserIds(db)
    if (!until) return { outcome: 'refused' }
    await recordLock(userId, until, event)
    return { outcome: 'locked', until }
  }

  if (isCounted) await forgiveAddress(source.address!)
  const { id: accountId } = account
  return db.$transaction(async (transaction): Promise<StartedSignIn> => {
    await returnStrike(transaction, userId)
    // Comparing took a while: what holds is the account as it is now.
    await holdAccountRow(transaction, accountId)
    const present = await transaction.account.findUniqueOrThrow({ where: { id: accountId } })
    const { passwordHash, multiFactor: needsOtp, lockedAt } = present
    if (passwordHash !== account.passwordHash) return { outcome: 'refused' }
    if (lockedAt) {
      await recordEvent(transaction, {
        ...event,
        kind: 'signInFailure',
        detail: { reason: 'lockedByOperator' },
      })
      return { outcome: 'locked', until: undefined }
    }
    if (isFirstPasswordOver(present, now)) {
      await recordEvent(transaction, {
        ...event,
        kind: 'signInFailure',
        detail: { reason: 'firstPasswordOver' },
      })
      return { outcome: 'firstPasswordOver' }
    }
    if (needsRehash(passwordHash))
      await transaction.account.update({
        where: { id: accountId },
        data: { passwordHash: await hashPassword(password) },
      })
    const token = await createPendingSignIn(transaction, present, now)
    return { outcome: 'started', token, needsOtp }
  })
}
