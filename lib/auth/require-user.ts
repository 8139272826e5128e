import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { paths } from '@/lib/paths'
import { readSessionCookie } from './read-session-cookie'
import { readSession } from './session'
import type { SignedInUser } from './signed-in-user'

/** The id in the session cookie of the present request, whether or not that session still holds. */
export async function cookieSessionId(): Promise<string | undefined> {
  return readSessionCookie((await headers()).get('cookie') ?? undefined)
}

/** Who makes the present request, read from the database once a request; undefined without a session. */
export const currentUser = cache(async (): Promise<SignedInUser | undefined> => {
  const sessionId = await cookieSessionId()
  return sessionId === undefined ? undefined : readSession(sessionId, new Date())
})

/**
 * The signed-in user of the present request. Every page and action behind the sign-in begins with this.
 * @param returnTo the address to come back to after signing in, its search kept.
 * @throws a redirect to the sign-in page without a session.
 */
export async function requireUser(returnTo: string): Promise<SignedInUser> {
  const user = await currentUser()
  if (!user) redirect(paths.login({ next: returnTo }))
  return user
}
