import { env } from '@/lib/env'

/** Whether browsers reach the portal over https: then cookies are `Secure` and carry the `__Host-` prefix. */
export const isHttps = env.authUrl?.startsWith('https:') ?? false

const prefix = isHttps ? '__Host-' : ''

export const sessionCookieName = `${prefix}session`
export const pendingSignInCookieName = `${prefix}pending-sign-in`

/** What every cookie of the portal has in common; `__Host-` demands path `/` and no domain. */
export const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps } as const
