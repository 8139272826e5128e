import { getToken } from 'next-auth/jwt'
import { authSecrets } from './auth-secrets'
import { sessionCookieName } from './cookies'
import { decodeSessionCookie } from './decode-session-cookie'

/**
 * The session's id in the cookies of a request, whether or not that session still holds.
 * @param cookies the `Cookie` header.
 * @returns undefined where none is there that the server's keys open.
 */
export async function readSessionCookie(cookies: string | undefined): Promise<string | undefined> {
  // The cookie alone: next-auth would take a bearer token too.
  const req = { headers: { cookie: cookies ?? '' } }
  const token = await getToken({
    req,
    secret: authSecrets(),
    cookieName: sessionCookieName,
    decode: decodeSessionCookie,
  })
  return token?.sub
}
