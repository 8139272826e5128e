import { cookieSessionId, sessionUser } from '@/lib/auth/require-user'
import { sessionSecondsLeft } from '@/lib/auth/session'

const headers = { 'Cache-Control': 'no-store' }

/** How long the session still holds. Asking does not keep it. */
export async function GET(): Promise<Response> {
  const sessionId = await cookieSessionId()
  const secondsLeft = sessionId === undefined ? 0 : await sessionSecondsLeft(sessionId, new Date())
  return Response.json({ secondsLeft }, { headers })
}

/** Keeps the session, as any page does by being asked for, and tells how long it holds now. */
export async function POST(): Promise<Response> {
  await sessionUser()
  return GET()
}
