'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { formAction } from '@/app/form-action'
import type { FormState } from '@/components/form/error-summary'
import { describeLock } from '@/components/login/describe-lock'
import { describeSending } from '@/components/login/describe-sending'
import { describeWrongCode } from '@/components/login/describe-wrong-code'
import { pendingSignInCookieName } from '@/lib/auth/cookies'
import { finishSignIn } from '@/lib/auth/finish-sign-in'
import { readOtp } from '@/lib/auth/otp-form'
import { forgetPendingSignIn } from '@/lib/auth/pending-sign-in'
import { requestSource } from '@/lib/auth/request-source'
import { pendingOtpAddress, sendSignInOtp } from '@/lib/auth/send-sign-in-otp'
import { returnPath } from '@/lib/auth/return-path'
import { paths } from '@/lib/paths'

const failed = (message: string, field?: string): FormState => ({ errors: [{ field, message }], values: {} })

/** The one-time password step: the browser's cookie, never the form, says which sign-in is completed. */
export const verifyAction = formAction(async (form) => {
  if (form.get('intent') === 'resend') return resend(form)
  const t = await getTranslations()
  const otp = readOtp(form.get('otp'))
  if (otp.problem) return failed(t(`verify.${otp.problem}`), 'otp')

  const next = returnPath(form.get('next'))
  const refusal = await finishSignIn(otp.code)
  if (!refusal) redirect(next)
  if (refusal.outcome === 'gone') redirect(paths.login({ next, expired: 'verify' }))
  if (refusal.outcome === 'refused')
    return failed(
      describeWrongCode(refusal.mistaken, await getTranslations('verify'), await getLocale()),
      'otp',
    )
  if (refusal.outcome === 'busy') return failed(t('login.busy'))
  const tLogin = await getTranslations('login')
  return failed(describeLock(refusal.until, tLogin, await getLocale()))
})

/** 再送信: a new code; the earlier one stays good until it was really sent. */
async function resend(form: FormData): Promise<FormState> {
  const t = await getTranslations('verify')
  const token = (await cookies()).get(pendingSignInCookieName)?.value
  const now = new Date()
  const [address, sending] = token
    ? [
        await pendingOtpAddress(token, now),
        await sendSignInOtp(token, await getLocale(), await requestSource(), now),
      ]
    : []
  if (!address || !sending) redirect(paths.login({ next: returnPath(form.get('next')), expired: 'verify' }))
  if (sending !== 'sent') return failed(describeSending(sending, t))
  return { errors: [], values: {}, success: t('resent', { address }) }
}

/** サービス終了: forgets the pending sign-in. */
export const quitAction = formAction(async (): Promise<never> => {
  const jar = await cookies()
  const token = jar.get(pendingSignInCookieName)?.value
  if (token) await forgetPendingSignIn(token)
  jar.delete(pendingSignInCookieName)
  redirect(paths.loggedOut())
})
