import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { readSessionCookie } from './read-session-cookie'
import { readSession } from './session'
import type { SignedInUser } from './signed-in-user'

/** The id in the session cookie of the present request, whether or not that session still holds. */
export async function cookieSessionId(): Promise<string | undefined> {
  return readSessionCookie((await headers()).get('cookie') ?? undefined)
}

/**
 * Who makes the present request, read from the database once a request; undefined without a session. Also who must replace
 * the password first: it is for the frame of a page, signing out, the language and the session's time alone.
 */
export const sessionUser = cache(async (): Promise<SignedInUser | undefined> => {
  const sessionId = await cookieSessionId()
  return sessionId === undefined ? undefined : readSession(sessionId, new Date())
})

/**
 * Who makes the present request, for an address that answers with data; undefined without a session.
 * @throws PortalError `firstPassword` for who must replace the password first.
 */
export async function currentUser(): Promise<SignedInUser | undefined> {
  const user = await sessionUser()
  if (user?.mustChangePassword) throw new PortalError({ code: 'firstPassword' })
  return user
}

/**
 * The signed-in user of the present request. Every page and action behind the sign-in begins with this.
 * @param returnTo the address to come back to after signing in, its search kept.
 * @param admitsFirstPassword set by the page and the action that replace the password.
 * @throws a redirect to the sign-in page without a session, and to the page of the password for who must replace it first.
 */
export async function requireUser(
  returnTo: string,
  { admitsFirstPassword = false } = {},
): Promise<SignedInUser> {
  const user = await sessionUser()
  if (!user) redirect(paths.login({ next: returnTo }))
  if (user.mustChangePassword && !admitsFirstPassword) redirect(paths.password({ next: returnTo }))
  return user
}
