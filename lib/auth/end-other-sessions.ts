import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { compareUnderStrike } from './compare-under-strike'
import { endPendingSignIns } from './end-pending-sign-ins'
import { passwordMatches } from './password-hash'
import { passwordFormProblem, type PasswordFormProblem } from './password-rules'
import { notOver } from './session'
import { returnStrike } from './sign-in-guard'
import type { SignedInUser } from './signed-in-user'

export type EndedSessions =
  | { outcome: 'ended' }
  | { outcome: 'wrong' }
  | { outcome: 'impossible'; problem: PasswordFormProblem }
  | { outcome: 'busy' }
  | { outcome: 'locked'; until: Date }

/**
 * Ends one other session of the user's account, or all of them: the next request of each is one that nobody is signed in
 * for. The password is asked for again (ASVS 7.5.2), and a wrong one is a strike.
 *
 * All at once also ends the sign-ins that lack a factor yet.
 * @param which the id of a session.
 * @returns `impossible` where no account can have such a password: no strike is counted.
 * @throws PortalError `notFound` for the present session, one that has ended, and one of another account.
 */
export async function endOtherSessions(
  user: SignedInUser,
  which: string | 'all',
  password: string,
  source: RequestSource,
  now: Date,
): Promise<EndedSessions> {
  if (which !== 'all') await requireOtherSession(user, which, now)
  const problem = passwordFormProblem(password)
  if (problem) return { outcome: 'impossible', problem }

  const { passwordHash } = await getPrisma().account.findUniqueOrThrow({ where: { id: user.accountId } })
  const compared = await compareUnderStrike(
    user,
    { kind: 'sessionEndFailure', reason: 'password' },
    async () => ((await passwordMatches(passwordHash, password)) ? 'right' : 'wrong'),
    source,
    now,
  )
  // A comparison that has something to compare with is never `gone`.
  if (compared.outcome === 'gone') return { outcome: 'wrong' }
  if (compared.outcome !== 'right') return compared
  await returnStrike(getPrisma(), user.userId)
  await (which === 'all' ? endAllOthers(user, source, now) : endOne(user, which, source, now))
  return { outcome: 'ended' }
}

/** Before the password is compared, so that what is not there costs no strike. */
async function requireOtherSession(
  { accountId, sessionId }: SignedInUser,
  id: string,
  now: Date,
): Promise<void> {
  const sessions =
    id === sessionId
      ? 0
      : await getPrisma().signInSession.count({ where: { id, accountId, ...notOver(now) } })
  if (sessions === 0) throw new PortalError({ code: 'notFound' })
}

async function endOne(user: SignedInUser, id: string, source: RequestSource, now: Date): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { count } = await db.signInSession.deleteMany({ where: { id, accountId: user.accountId } })
    if (count === 0) throw new PortalError({ code: 'notFound' })
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'sessionEnded' })
  })
}

async function endAllOthers(user: SignedInUser, source: RequestSource, now: Date): Promise<void> {
  const { accountId, sessionId } = user
  await getPrisma().$transaction(async (db) => {
    await endPendingSignIns(db, accountId)
    const { count } = await db.signInSession.deleteMany({ where: { accountId, NOT: { id: sessionId } } })
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'otherSessionsEnded', detail: { count } })
  })
}
