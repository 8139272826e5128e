import { AuthError } from 'next-auth'
import { log } from '@/lib/log'

/** What a request makes next-auth refuse by itself: no fault of the server. */
const refusals: AuthError['type'][] = [
  'CredentialsSignin',
  'MissingCSRF',
  'InvalidCallbackUrl',
  'UnknownAction',
]

/**
 * Logs what next-auth reports: a refusal in one line without a stack, for failed sign-ins are in the audit trail;
 * anything else as an error. They are told apart by next-auth's own type, since the build shortens the names of classes.
 */
export function logAuthError(error: Error): void {
  if (error instanceof AuthError && refusals.includes(error.type))
    log.info({ type: error.type }, 'sign-in refused')
  else log.error({ err: error }, 'next-auth')
}
