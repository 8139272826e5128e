'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FieldError, FormState } from '@/components/form/error-summary'
import type { FormAction } from '@/components/form/use-form-action'
import { formatLockEnd } from '@/components/login/describe-lock'
import { describeSending } from '@/components/login/describe-sending'
import { describeWrongCode } from '@/components/login/describe-wrong-code'
import {
  confirmAddressChange,
  pendingNewEmail,
  sendAddressChangeOtp,
  startAddressChange,
  type AddressChangeProblem,
} from '@/lib/accounts/change-address'
import { leaveAfterChange } from '@/lib/auth/leave-after-change'
import { readOtp } from '@/lib/auth/otp-form'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'

const address = z.string().trim().max(300).catch('')
const schema = z.object({ oldEmail: address, newEmail: address, newEmailAgain: address })

const failed = (message: string, field?: string): FormState => ({ errors: [{ field, message }], values: {} })

/** For accounts without 多要素認証 there is no address to change, and so no such action. */
const addressAction: (act: Parameters<typeof accountAction>[1]) => FormAction = (act) =>
  accountAction(paths.email(), async (user, form) => {
    if (!user.multiFactor) throw new PortalError({ code: 'notFound' })
    return act(user, form)
  })

/** 実行: sends a code to the new address. */
export const startAddressChangeAction = addressAction(async (user, form) => {
  const t = await getTranslations('account.email')
  const values = schema.parse({
    oldEmail: form.get('oldEmail'),
    newEmail: form.get('newEmail'),
    newEmailAgain: form.get('newEmailAgain'),
  })
  const describe = ({ field, code }: AddressChangeProblem): FieldError => ({
    field,
    message: code === 'required' ? t('problems.required', { field: t(field) }) : t(`problems.${code}`),
  })

  const started = await startAddressChange(user, values, await getLocale(), await requestSource(), new Date())
  if ('problems' in started) return { errors: started.problems.map(describe), values }
  if (started.sending === 'tooMany')
    return { errors: [{ message: describeSending('tooMany', await getTranslations('verify')) }], values }
  redirect(paths.emailVerify({ mail: started.sending === 'notSent' ? 'notSent' : undefined }))
})

/** OK: the code makes the change hold. */
export const confirmAddressChangeAction = addressAction(async (user, form) => {
  if (form.get('intent') === 'resend') return resend(user)
  const t = await getTranslations()
  const otp = readOtp(form.get('otp'))
  if (otp.problem) return failed(t(`verify.${otp.problem}`), 'otp')

  const confirmed = await confirmAddressChange(
    user,
    otp.code,
    await getLocale(),
    await requestSource(),
    new Date(),
  )
  if (confirmed.outcome === 'gone') redirect(paths.email({ again: 'yes' }))
  if (confirmed.outcome === 'refused') {
    const { newerAskedAt } = confirmed
    const mistaken = newerAskedAt && { isOlder: true, askedAt: newerAskedAt }
    return failed(describeWrongCode(mistaken, await getTranslations('verify'), await getLocale()), 'otp')
  }
  if (confirmed.outcome === 'busy') return failed(t('login.busy'))
  if (confirmed.outcome === 'locked') {
    const until = formatLockEnd(confirmed.until, await getLocale())
    return failed(t('account.email.locked', { until }))
  }
  return leaveAfterChange('email')
})

/** 再送信, to the new address. */
async function resend(user: SignedInUser): Promise<FormState> {
  const now = new Date()
  const newEmail = await pendingNewEmail(user, now)
  const sending = await sendAddressChangeOtp(user, await getLocale(), await requestSource(), now)
  if (!newEmail || !sending) redirect(paths.email({ again: 'yes' }))
  const t = await getTranslations('verify')
  if (sending !== 'sent') return failed(describeSending(sending, t))
  return { errors: [], values: {}, success: t('resent', { address: newEmail }) }
}
