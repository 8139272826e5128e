import type { EventKind, EventUser, RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { compareUnderStrike } from './compare-under-strike'
import { passwordMatches } from './password-hash'
import { passwordFormProblem, type PasswordFormProblem } from './password-rules'
import { returnStrike } from './sign-in-guard'

/** `impossible`: no account can have such a password. Neither that nor `missing` counts a strike. */
export type UnconfirmedPassword =
  | { outcome: 'missing' }
  | { outcome: 'impossible'; problem: PasswordFormProblem }
  | { outcome: 'wrong' }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date }

/**
 * Asks who is signed in for the present password once more, before something that another person at the same browser must
 * not do (ASVS 7.5). A wrong one is a strike.
 * @param failure what the audit trail notes where it is wrong.
 */
export async function confirmPassword(
  user: EventUser,
  password: string,
  failure: EventKind,
  source: RequestSource,
  now: Date,
): Promise<{ outcome: 'right' } | UnconfirmedPassword> {
  if (password === '') return { outcome: 'missing' }
  const problem = passwordFormProblem(password)
  if (problem) return { outcome: 'impossible', problem }

  const { passwordHash } = await getPrisma().account.findUniqueOrThrow({ where: { id: user.accountId } })
  const compared = await compareUnderStrike(
    user,
    { kind: failure, reason: 'password' },
    async () => ((await passwordMatches(passwordHash, password)) ? 'right' : 'wrong'),
    source,
    now,
  )
  // A comparison that has something to compare with is never `gone`.
  if (compared.outcome === 'gone') return { outcome: 'wrong' }
  if (compared.outcome === 'right') await returnStrike(getPrisma(), user.userId)
  return compared
}
