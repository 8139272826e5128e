import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { completedChangeCookieName, completedChangeSeconds, cookieOptions } from './cookies'
import { signOut } from './next-auth'

export type CompletedChange = 'password' | 'email'

/**
 * Forgets the cookie of a session that a change has ended, and leads to the page that confirms the change.
 * @param next where to go on to after signing in again.
 */
export async function leaveAfterChange(change: CompletedChange, next?: string): Promise<never> {
  await signOut({ redirect: false })
  const jar = await cookies()
  jar.set(completedChangeCookieName, change, { ...cookieOptions, maxAge: completedChangeSeconds })
  redirect(change === 'password' ? paths.passwordChanged({ next }) : paths.emailChanged())
}

/** Leads away from the page of a change that this browser has not just completed. */
export async function requireCompletedChange(change: CompletedChange): Promise<void> {
  const completed = (await cookies()).get(completedChangeCookieName)?.value
  if (completed !== change) redirect(paths.menu())
}
