import { env } from '@/lib/env'

/** Whether browsers reach the portal over https: then cookies are `Secure` and carry the `__Host-` prefix. */
export const isHttps = env.authUrl?.startsWith('https:') ?? false

const prefix = isHttps ? '__Host-' : ''

export const sessionCookieName = `${prefix}session`
export const pendingSignInCookieName = `${prefix}pending-sign-in`

/** Says for some minutes which change has just been completed: its page is shown to that browser alone. */
export const completedChangeCookieName = `${prefix}completed-change`
export const completedChangeSeconds = 5 * 60

/** What every cookie of the portal has in common; `__Host-` demands path `/` and no domain. */
export const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps } as const
