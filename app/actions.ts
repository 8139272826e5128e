'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { accountField } from '@/components/form/account-field'
import type { FormState } from '@/components/form/error-summary'
import { chooseAccountLocale } from '@/lib/accounts/choose-account-locale'
import { forgetAccountLocale } from '@/lib/auth/account-locale'
import { cookieOptions } from '@/lib/auth/cookies'
import { endSignIn } from '@/lib/auth/end-sign-in'
import { isFormAccount } from '@/lib/auth/form-account'
import { signOut } from '@/lib/auth/next-auth'
import { requestSource } from '@/lib/auth/request-source'
import { cookieSessionId, sessionUser } from '@/lib/auth/require-user'
import { isLocale, localeCookieName } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { formAction } from './form-action'

/** ログアウト: ends the session in the database, then forgets its cookie. Whose it is, does not matter. */
export const signOutAction = formAction(async (): Promise<never> => {
  const sessionId = await cookieSessionId()
  if (sessionId !== undefined) await endSignIn(sessionId, await requestSource(), new Date())
  await signOut({ redirect: false })
  await forgetAccountLocale()
  redirect(paths.loggedOut())
})

/**
 * Keeps the language chosen on a page: in a cookie for a year, and with the account that the page was shown to,
 * which gets its mails in it.
 */
export const chooseLocaleAction = formAction(async (form) => {
  const unchanged: FormState = { errors: [], values: {} }
  const locale = form.get('locale')
  if (!isLocale(locale)) return unchanged
  const user = await sessionUser()
  if (user && isFormAccount(user, form.get(accountField))) await chooseAccountLocale(user, locale)
  const jar = await cookies()
  jar.set(localeCookieName, locale, { ...cookieOptions, maxAge: 365 * 24 * 60 * 60 })
  return unchanged
})
