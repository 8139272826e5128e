import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { compareUnderStrike } from '@/lib/auth/compare-under-strike'
import { endAllSessions } from '@/lib/auth/end-all-sessions'
import { endPendingSignIns } from '@/lib/auth/end-pending-sign-ins'
import { hashPassword, passwordMatches } from '@/lib/auth/password-hash'
import {
  brokenPasswordRules,
  normalisePassword,
  passwordFormProblem,
  type PasswordFormProblem,
  type PasswordRule,
} from '@/lib/auth/password-rules'
import { returnStrike } from '@/lib/auth/sign-in-guard'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { isCommonPassword } from './common-passwords'

export interface PasswordChange {
  oldPassword: string
  newPassword: string
  newPasswordAgain: string
}

export type PasswordChangeProblem =
  | { field: keyof PasswordChange; code: 'required' }
  | { field: 'newPassword'; code: PasswordRule | 'common' | 'sameAsOld' }
  | { field: 'newPasswordAgain'; code: 'differs' }
  | { field: 'oldPassword'; code: 'wrong' | PasswordFormProblem }

export type ChangedPassword =
  | { outcome: 'changed' }
  | { outcome: 'refused'; problems: PasswordChangeProblem[] }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date }

/** What can be said against a change without knowing the present password: every rule that fails. */
function problemsOf(change: PasswordChange, userId: string): PasswordChangeProblem[] {
  const fields = ['oldPassword', 'newPassword', 'newPasswordAgain'] as const
  const missing = fields.filter((field) => change[field] === '')
  const impossible = passwordFormProblem(change.oldPassword)
  const broken = change.newPassword === '' ? [] : brokenPasswordRules(change.newPassword, userId)
  // Of a text of any length that question would take long; one that is too long is refused for that.
  const isCommon = !broken.includes('length') && isCommonPassword(change.newPassword)
  const differs = normalisePassword(change.newPassword) !== normalisePassword(change.newPasswordAgain)
  const problems: PasswordChangeProblem[] = [
    ...missing.map((field) => ({ field, code: 'required' as const })),
    ...(impossible ? [{ field: 'oldPassword' as const, code: impossible }] : []),
    ...broken.map((code) => ({ field: 'newPassword' as const, code })),
    ...(isCommon ? [{ field: 'newPassword' as const, code: 'common' as const }] : []),
    ...(differs && change.newPasswordAgain !== ''
      ? [{ field: 'newPasswordAgain' as const, code: 'differs' as const }]
      : []),
  ]
  return problems.sort((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field))
}

/**
 * お客様認証パスワード更新 (spec section 7). A wrong old password is a strike; success ends every session of the
 * account, the present one included.
 * @returns `refused` with every rule that fails; `locked` with the end of the ten minutes; `busy` where other tries of
 *   the account are still being compared.
 */
export async function changePassword(
  user: SignedInUser,
  change: PasswordChange,
  source: RequestSource,
  now: Date,
): Promise<ChangedPassword> {
  const { accountId, userId } = user
  const problems = problemsOf(change, userId)
  if (problems.length > 0) return { outcome: 'refused', problems }

  const account = await getPrisma().account.findUniqueOrThrow({ where: { id: accountId } })
  const presentHash = account.passwordHash
  const compared = await compareUnderStrike(
    user,
    { kind: 'passwordChangeFailure', reason: 'password' },
    async () => ((await passwordMatches(presentHash, change.oldPassword)) ? 'right' : 'wrong'),
    source,
    now,
  )
  if (compared.outcome === 'locked' || compared.outcome === 'busy') return compared
  const wrong: ChangedPassword = { outcome: 'refused', problems: [{ field: 'oldPassword', code: 'wrong' }] }
  if (compared.outcome !== 'right') return wrong
  await returnStrike(getPrisma(), userId)
  if (normalisePassword(change.newPassword) === normalisePassword(change.oldPassword))
    return { outcome: 'refused', problems: [{ field: 'newPassword', code: 'sameAsOld' }] }

  const newHash = await hashPassword(change.newPassword)
  return getPrisma().$transaction(async (db): Promise<ChangedPassword> => {
    await endPendingSignIns(db, accountId)
    const { count } = await db.account.updateMany({
      where: { id: accountId, passwordHash: presentHash },
      data: { passwordHash: newHash, passwordChangedAt: now, firstPasswordUntil: null },
    })
    // Another request changed it meanwhile: the old password that was typed is no longer the present one.
    if (count === 0) return wrong
    await endAllSessions(db, accountId)
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'passwordChanged' })
    return { outcome: 'changed' }
  })
}
