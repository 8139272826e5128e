import { decode, getToken } from 'next-auth/jwt'
import { headers } from 'next/headers'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { sessionCookieName } from './cookies'

interface DecodedCookie {
  sessionId: string
  expiresAtSeconds: number
}

/** Cookies that were found genuine, the oldest first. What they name is asked of the database each time anyway. */
const decoded = new Map<string, DecodedCookie>()
const decodedMax = 1_000

/**
 * The id in the session cookie of the present request, as next-auth's `auth()` gives it, without the new cookie
 * that `auth()` makes each time and nobody takes: for route handlers (docs/decisions/0037).
 * @returns undefined where there is no cookie, or none of ours that is still good.
 */
export async function decodeSessionCookie(now: Date): Promise<string | undefined> {
  // Read as `auth()` reads it: of two cookies of one name it takes the other one than Next.js.
  const req = { headers: { cookie: (await headers()).get('cookie') ?? '' } }
  const cookie = await getToken({ req, cookieName: sessionCookieName, raw: true })
  if (!cookie) return undefined
  const known = decoded.get(cookie) ?? (await decodeAnew(cookie))
  if (!known || known.expiresAtSeconds * 1_000 <= now.getTime()) return undefined
  return known.sessionId
}

async function decodeAnew(cookie: string): Promise<DecodedCookie | undefined> {
  try {
    const token = await decode({ token: cookie, secret: env.authSecret!, salt: sessionCookieName })
    if (!token?.sub || token.exp === undefined) return undefined
    const found = { sessionId: token.sub, expiresAtSeconds: token.exp }
    decoded.set(cookie, found)
    if (decoded.size > decodedMax) decoded.delete(decoded.keys().next().value!)
    return found
  } catch (error) {
    log.warn({ reason: (error as Error).message }, 'session cookie refused')
    return undefined
  }
}
