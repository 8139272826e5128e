import { getPrisma } from '@/lib/db/prisma'
import { notOver } from './session'
import type { SignedInUser } from './signed-in-user'

/** A browser in which an account is signed in. */
export interface OpenSession {
  id: string
  /** Whether it is the one that asks. */
  isPresent: boolean
  createdAt: Date
  /** Within the last seconds it may be later. */
  lastSeenAt: Date
  /** Null in a session from before they were kept. */
  sourceAddress: string | null
  userAgent: string | null
}

/** The sessions of the user's account that the next request would find open: the present one first, then the last used. */
export async function listSessions(
  { accountId, sessionId }: SignedInUser,
  now: Date,
): Promise<OpenSession[]> {
  const account = await getPrisma().account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      sessionVersion: true,
      sessions: { where: notOver(now), orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }] },
    },
  })
  return account.sessions
    .filter(({ sessionVersion }) => sessionVersion === account.sessionVersion)
    .map(({ id, createdAt, lastSeenAt, sourceAddress, userAgent }) => ({
      ...{ id, createdAt, lastSeenAt, sourceAddress, userAgent },
      isPresent: id === sessionId,
    }))
    .sort((one, other) => Number(other.isPresent) - Number(one.isPresent))
}
