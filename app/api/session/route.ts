import { withErrorResponse } from '@/app/with-error-response'
import { cookieSessionId, sessionUser } from '@/lib/auth/require-user'
import { sessionSecondsLeft } from '@/lib/auth/session'

const headers = { 'Cache-Control': 'no-store' }

async function tellSecondsLeft(): Promise<Response> {
  const sessionId = await cookieSessionId()
  const secondsLeft = sessionId === undefined ? 0 : await sessionSecondsLeft(sessionId, new Date())
  return Response.json({ secondsLeft }, { headers })
}

/** How long the session still holds. Asking does not keep it. */
export const GET = withErrorResponse(tellSecondsLeft)

/** Keeps the session, as any page does by being asked for, and tells how long it holds now. */
export const POST = withErrorResponse(async () => {
  await sessionUser()
  return tellSecondsLeft()
})
