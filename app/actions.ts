'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { chooseAccountLocale } from '@/lib/accounts/choose-account-locale'
import { cookieOptions } from '@/lib/auth/cookies'
import { endSignIn } from '@/lib/auth/end-sign-in'
import { signOut } from '@/lib/auth/next-auth'
import { requestSource } from '@/lib/auth/request-source'
import { cookieSessionId, currentUser } from '@/lib/auth/require-user'
import { isLocale, localeCookieName } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { formAction } from './form-action'

/** ログアウト: ends the session in the database, then forgets its cookie. */
export const signOutAction = formAction(async (): Promise<void> => {
  const sessionId = await cookieSessionId()
  if (sessionId !== undefined) await endSignIn(sessionId, await requestSource(), new Date())
  await signOut({ redirect: false })
  redirect(paths.loggedOut())
})

/** Keeps the language chosen on a page: in a cookie for a year, and with the account, which gets its mails in it. */
export const chooseLocaleAction = formAction(async (form: FormData): Promise<void> => {
  const locale = form.get('locale')
  if (!isLocale(locale)) return
  const user = await currentUser()
  if (user) await chooseAccountLocale(user, locale)
  const jar = await cookies()
  jar.set(localeCookieName, locale, { ...cookieOptions, maxAge: 365 * 24 * 60 * 60 })
})
