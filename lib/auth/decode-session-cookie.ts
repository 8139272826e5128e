import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import { log } from '@/lib/log'

const words = 'session cookie not readable'
let hasWarned = false

/**
 * next-auth's `decode()` for the session cookie. One that the secret does not open is logged. Anybody can send one, so
 * the log is warned once a process; it must be, since instances with different secrets sign everybody out this way.
 * @throws what `decode()` throws, also for a cookie whose time is over, which is ordinary.
 */
export async function decodeSessionCookie(cookie: JWTDecodeParams): Promise<JWT | null> {
  try {
    return await decode(cookie)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_JWT_EXPIRED') noteUnreadable()
    throw error
  }
}

function noteUnreadable(): void {
  if (hasWarned) log.debug(words)
  else log.warn(`${words}: do all instances have the same AUTH_SECRET?`)
  hasWarned = true
}
