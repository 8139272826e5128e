import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { endPendingSignIns } from './end-pending-sign-ins'
import type { SignedInUser } from './signed-in-user'

/**
 * Ends one other session of the user's account: its next request is one that nobody is signed in for.
 * @throws PortalError `notFound` for the present session, one that has ended, and one of another account.
 */
export async function endOtherSession(
  user: SignedInUser,
  id: string,
  source: RequestSource,
  now: Date,
): Promise<void> {
  if (id === user.sessionId) throw new PortalError({ code: 'notFound' })
  await getPrisma().$transaction(async (db) => {
    const { count } = await db.signInSession.deleteMany({ where: { id, accountId: user.accountId } })
    if (count === 0) throw new PortalError({ code: 'notFound' })
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'sessionEnded' })
  })
}

/** Ends every session of the user's account but the present one, and the sign-ins that lack a factor yet. */
export async function endOtherSessions(user: SignedInUser, source: RequestSource, now: Date): Promise<void> {
  const { accountId, sessionId } = user
  await getPrisma().$transaction(async (db) => {
    await endPendingSignIns(db, accountId)
    const { count } = await db.signInSession.deleteMany({ where: { accountId, NOT: { id: sessionId } } })
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'otherSessionsEnded', detail: { count } })
  })
}
