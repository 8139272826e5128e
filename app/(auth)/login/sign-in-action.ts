'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { typedPassword } from '@/app/typed-password'
import type { FormState } from '@/components/form/error-summary'
import { describeLock } from '@/components/login/describe-lock'
import { cookieOptions, pendingSignInCookieName } from '@/lib/auth/cookies'
import { finishSignIn } from '@/lib/auth/finish-sign-in'
import { pendingSignInLifetimeSeconds } from '@/lib/auth/pending-sign-in'
import { requestSource } from '@/lib/auth/request-source'
import { sendSignInOtp } from '@/lib/auth/send-sign-in-otp'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { readUserId } from '@/lib/auth/user-id-form'
import { returnPath } from '@/lib/auth/return-path'
import { paths } from '@/lib/paths'

const schema = z.object({ userId: z.unknown().transform(readUserId), password: typedPassword })

/** The password step of the sign-in page. */
export const signInAction = formAction(async (form) => {
  const t = await getTranslations('login')
  const { userId, password } = schema.parse({ userId: form.get('userId'), password: form.get('password') })
  const refuse = (errors: FormState['errors']): FormState => ({ errors, values: { userId } })

  const missing = [
    ...(userId ? [] : [{ field: 'userId', message: t('userIdRequired') }]),
    ...(password ? [] : [{ field: 'password', message: t('passwordRequired') }]),
  ]
  if (missing.length > 0) return refuse(missing)

  const source = await requestSource()
  const started = await startSignIn({ userId, password }, source, new Date())
  if (started.outcome === 'impossible') {
    const message = t(`passwordForm.${started.problem}`, { field: t('password') })
    return refuse([{ field: 'password', message }])
  }
  if (started.outcome === 'busy') return refuse([{ message: t('busy') }])
  if (started.outcome === 'tooMany') return refuse([{ message: t('tooMany') }])
  if (started.outcome === 'refused') return refuse([{ field: 'userId', message: t('refused') }])
  if (started.outcome === 'firstPasswordOver') return refuse([{ message: t('firstPasswordOver') }])
  if (started.outcome === 'locked')
    return refuse([{ message: describeLock(started.until, t, await getLocale()) }])

  const jar = await cookies()
  jar.set(pendingSignInCookieName, started.token, { ...cookieOptions, maxAge: pendingSignInLifetimeSeconds })
  const next = returnPath(form.get('next'))
  if (started.needsOtp) {
    const sending = await sendSignInOtp(started.token, await getLocale(), source, new Date())
    redirect(
      paths.verify({ next, mail: typeof sending === 'string' && sending !== 'sent' ? sending : undefined }),
    )
  }
  const refusal = await finishSignIn()
  // The account was locked, or its password changed, between the two steps.
  if (refusal?.outcome === 'locked')
    return refuse([{ message: describeLock(refusal.until, t, await getLocale()) }])
  if (refusal) return refuse([{ field: 'userId', message: t('refused') }])
  redirect(next)
})
