import { AuthError } from 'next-auth'
import { log } from '@/lib/log'

/** What a request makes next-auth refuse by itself: no fault of the server. */
const refusals: AuthError['type'][] = [
  'CredentialsSignin',
  'MissingCSRF',
  'InvalidCallbackUrl',
  'UnknownAction',
]

let hasWarnedOfCookie = false

/**
 * A session cookie that the secret does not open. Anybody can send one, so the log is warned once a process; it must
 * be, since instances with different secrets sign everybody out this way.
 */
function logUnreadableCookie(): void {
  const words = 'session cookie not readable'
  if (hasWarnedOfCookie) log.debug(words)
  else log.warn(`${words}: do all instances have the same AUTH_SECRET?`)
  hasWarnedOfCookie = true
}

/**
 * Logs what next-auth reports: a refusal in one line without a stack, for failed sign-ins are in the audit trail; a
 * session cookie that cannot be read in words of its own; anything else as an error. Told apart by next-auth's own type, since the build shortens the names of classes.
 */
export function logAuthError(error: Error): void {
  if (error instanceof AuthError && error.type === 'JWTSessionError') logUnreadableCookie()
  else if (error instanceof AuthError && refusals.includes(error.type))
    log.info({ type: error.type }, 'sign-in refused')
  else log.error({ err: error }, 'next-auth')
}
