import { keptSource, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { secondsBefore } from '@/lib/time/seconds-before'
import { accountUser } from './account-user'
import { isFirstPassword } from './first-password'
import type { SignedInUser } from './signed-in-user'

/** A session ends after this long without a request, and after the second in any case (spec section 3). */
export const sessionIdleSeconds = 30 * 60
export const sessionLifetimeSeconds = 12 * 60 * 60

/** A request writes its time only when the written one is older than this. */
const touchSeconds = 5

/**
 * Opens a session for an account whose last factor succeeded.
 * @param source where it was signed in, for the page that lists the account's sessions.
 * @returns the session's id, for the cookie.
 */
export async function createSession(
  db: Database,
  { accountId, sessionVersion }: { accountId: bigint; sessionVersion: number },
  source: RequestSource,
  now: Date,
): Promise<string> {
  await db.signInSession.deleteMany({ where: { lastSeenAt: { lt: secondsBefore(now, sessionIdleSeconds) } } })
  const { id } = await db.signInSession.create({
    data: { accountId, sessionVersion, createdAt: now, lastSeenAt: now, ...keptSource(source) },
  })
  return id
}

/**
 * Reads who a session belongs to, and notes that it is in use.
 *
 * The one place that decides whether a session still holds: not idle, not too old, of the account's present
 * session version, the account not locked by an operator.
 * @returns undefined where it does not, or where no such session is.
 */
export async function readSession(sessionId: string, now: Date): Promise<SignedInUser | undefined> {
  const session = await getPrisma().signInSession.findUnique({
    where: { id: sessionId, ...notOver(now) },
    include: { account: { include: { contract: true } } },
  })
  if (!session || !isAdmitted(session)) return undefined
  if (session.lastSeenAt < secondsBefore(now, touchSeconds))
    await getPrisma().signInSession.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } })

  const { account } = session
  const { multiFactor, previousSignInAt } = account
  const mustChangePassword = isFirstPassword(account)
  return { ...(await accountUser(account)), sessionId, multiFactor, previousSignInAt, mustChangePassword }
}

/** The condition of a session that is neither idle for too long nor too old. */
export const notOver = (now: Date) => ({
  lastSeenAt: { gt: secondsBefore(now, sessionIdleSeconds) },
  createdAt: { gt: secondsBefore(now, sessionLifetimeSeconds) },
})

/**
 * Whether the account still admits a session. Compared here, since Prisma compares no columns of two tables; the account
 * is read after the session, so one that its account has ended is not admitted.
 */
const isAdmitted = ({
  sessionVersion,
  account,
}: {
  sessionVersion: number
  account: { sessionVersion: number; lockedAt: Date | null }
}) => sessionVersion === account.sessionVersion && account.lockedAt === null

/** How long a session still holds if it is not used, in seconds; asking does not use it. 0 where it has ended. */
export async function sessionSecondsLeft(sessionId: string, now: Date): Promise<number> {
  const session = await getPrisma().signInSession.findUnique({
    where: { id: sessionId },
    include: { account: true },
  })
  if (!session || !isAdmitted(session)) return 0
  const end = Math.min(
    session.lastSeenAt.getTime() + sessionIdleSeconds * 1_000,
    session.createdAt.getTime() + sessionLifetimeSeconds * 1_000,
  )
  return Math.max(0, Math.round((end - now.getTime()) / 1_000))
}

/** Ends one session: what ログアウト does. */
export async function endSession(db: Database, sessionId: string): Promise<void> {
  await db.signInSession.deleteMany({ where: { id: sessionId } })
}
