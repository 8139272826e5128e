import { AuthError } from 'next-auth'
import { cookies } from 'next/headers'
import { cookieOptions, pendingSignInCookieName, sessionCookieName } from './cookies'
import { signIn, SignInRefused } from './next-auth'

/**
 * Completes the sign-in that the browser's cookie names, through next-auth, which sets the session cookie.
 * @param otp what was typed; absent for accounts without 多要素認証.
 * @returns why it was refused, or undefined where the browser is signed in now.
 */
export async function finishSignIn(otp?: string): Promise<SignInRefused['refusal'] | undefined> {
  try {
    await signIn('credentials', { redirect: false, ...(otp !== undefined && { otp }) })
  } catch (error) {
    if (error instanceof SignInRefused) return error.refusal
    // next-auth wraps what the last step throws: how it is answered goes by what it was, a database that is away above all.
    throw (error instanceof AuthError && error.cause?.err) || error
  }
  const jar = await cookies()
  jar.delete(pendingSignInCookieName)
  // next-auth gives the cookie an end of its own; ours ends with the browser, as the manual's closing of windows asks.
  const session = jar.get(sessionCookieName)
  if (session) jar.set(sessionCookieName, session.value, cookieOptions)
  return undefined
}
