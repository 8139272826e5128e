import { encode } from 'next-auth/jwt'
import { sessionCookieName } from '@/lib/auth/cookies'
import { createSession, sessionLifetimeSeconds } from '@/lib/auth/session'
import { getPrisma } from '@/lib/db/prisma'

/**
 * Opens a session as signing in does, without the way there: its row, and the cookie that names it. It is opened in
 * the database that the process is connected to.
 * @param secret of the portal: its AUTH_SECRET.
 * @param now of the portal's clock.
 */
export async function openSession(
  account: { accountId: bigint; sessionVersion: number },
  secret: string,
  now = new Date(),
): Promise<{ name: string; value: string }> {
  const sessionId = await createSession(getPrisma(), account, { address: null, userAgent: null }, now)
  const token = { sub: sessionId }
  const value = await encode({ token, secret, salt: sessionCookieName, maxAge: sessionLifetimeSeconds })
  return { name: sessionCookieName, value }
}
