import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import { getPrisma } from '@/lib/db/prisma'
import { endSession, readSession } from './session'

/**
 * Ends a session: its cookie opens nothing from here on, wherever it is kept. Does nothing where the session has
 * ended already.
 */
export async function endSignIn(sessionId: string, source: RequestSource, now: Date): Promise<void> {
  const user = await readSession(sessionId, now)
  if (!user) return
  await getPrisma().$transaction(async (db) => {
    await endSession(db, sessionId)
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'signOut' })
  })
}
