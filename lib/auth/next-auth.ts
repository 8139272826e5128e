import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { getLocale } from 'next-intl/server'
import { cookies } from 'next/headers'
import { after } from 'next/server'
import { finishBeforeStop } from '@/lib/http/stop-servers'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { bringAccountLocale } from './account-locale'
import { authSecrets } from './auth-secrets'
import { completeSignIn, type CompletedSignIn } from './complete-sign-in'
import { cookieOptions, isHttps, pendingSignInCookieName, sessionCookieName } from './cookies'
import { endSignIn } from './end-sign-in'
import { logAuthError } from './log-auth-error'
import { readOtp } from './otp-form'
import { redirectTarget } from './redirect-target'
import { requestSource } from './request-source'
import { sessionLifetimeSeconds } from './session'
import { tellNewPlace } from './tell-new-place'

/** Why the last step of signing in was refused, for the page that asked for it. */
export class SignInRefused extends CredentialsSignin {
  constructor(readonly refusal: Exclude<CompletedSignIn, { outcome: 'signedIn' }>) {
    super()
    this.code = refusal.outcome
  }
}

/**
 * The session cookie holds nothing but the id of a session row; `require-user.ts` asks the row. The provider
 * takes nothing but the one-time password from a form: it completes the sign-in that the browser's pending cookie
 * names, so that posting straight to its callback obeys the same rules as the sign-in page.
 */
export const { handlers, signIn, signOut } = NextAuth({
  secret: authSecrets(),
  trustHost: true,
  useSecureCookies: isHttps,
  session: { strategy: 'jwt', maxAge: sessionLifetimeSeconds },
  pages: { signIn: paths.login(), signOut: paths.menu(), error: paths.login() },
  cookies: { sessionToken: { name: sessionCookieName, options: cookieOptions } },
  providers: [
    Credentials({
      credentials: { otp: {} },
      async authorize({ otp }) {
        const token = (await cookies()).get(pendingSignInCookieName)?.value
        if (!token) throw new SignInRefused({ outcome: 'gone' })
        const secrets = { token, otp: readOtp(otp).code }
        const [source, at] = [await requestSource(), new Date()]
        const completed = await completeSignIn(secrets, source, at)
        if (completed.outcome !== 'signedIn') throw new SignInRefused(completed)
        const { sessionId, newPlace } = completed
        if (newPlace) {
          const locale = completed.locale ?? (await getLocale())
          after(() => finishBeforeStop(tellNewPlace({ ...newPlace, locale, source, at })))
        }
        await bringAccountLocale(completed.locale)
        return { id: sessionId }
      },
    }),
  ],
  callbacks: {
    redirect: redirectTarget,
    jwt: ({ token, user }) => (user ? { sub: user.id } : token),
  },
  events: {
    // For those who post straight to next-auth: the sign-out button has ended the session before.
    async signOut(message) {
      const sessionId = 'token' in message ? message.token?.sub : undefined
      if (sessionId) await endSignIn(sessionId, await requestSource(), new Date())
    },
  },
  logger: {
    error: logAuthError,
    warn: (code) => log.warn({ code }, 'next-auth'),
  },
})
