import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { confirmPassword, type UnconfirmedPassword } from './confirm-password'
import { endPendingSignIns } from './end-pending-sign-ins'
import { notOver } from './session'
import type { SignedInUser } from './signed-in-user'

/**
 * Ends one other session of the user's account, or all of them: the next request of each is one that nobody is signed in
 * for. The password is asked for again (ASVS 7.5.2), and a wrong one is a strike.
 *
 * All at once also ends the sign-ins that lack a factor yet.
 * @param which the id of a session.
 * @throws PortalError `notFound` for the present session, one that has ended, and one of another account.
 */
export async function endOtherSessions(
  user: SignedInUser,
  which: string | 'all',
  password: string,
  source: RequestSource,
  now: Date,
): Promise<{ outcome: 'ended' } | UnconfirmedPassword> {
  if (which !== 'all') await requireOtherSession(user, which, now)
  const confirmed = await confirmPassword(user, password, 'sessionEndFailure', source, now)
  if (confirmed.outcome !== 'right') return confirmed
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
