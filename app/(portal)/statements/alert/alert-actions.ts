'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FormState } from '@/components/form/error-summary'
import { describeCodeSending } from '@/components/statements/describe-code-sending'
import {
  addAddress,
  confirmAddress,
  findAddress,
  removeAddress,
  sendAddressCode,
} from '@/lib/alerts/addresses'
import { alertAddressesMax, alertAmountMax } from '@/lib/alerts/limits'
import { readAmount } from '@/lib/alerts/read-amount'
import { endAlert, setAlert } from '@/lib/alerts/set-alert'
import { otpLifetimeSeconds } from '@/lib/auth/one-time-password'
import { readOtp } from '@/lib/auth/otp-form'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'

const typed = z.string().trim().max(300).catch('')
const failed = (message: string, field?: string, value?: string): FormState => ({
  errors: [{ field, message }],
  values: field && value !== undefined ? { [field]: value } : {},
})

/** 設定する. */
export const setAlertAction = accountAction(paths.alert(), async (user, form) => {
  const value = typed.parse(form.get('amount'))
  const read = readAmount(value)
  if (read.problem) {
    const t = await getTranslations('statements.alert.problems')
    return failed(t(read.problem, { max: alertAmountMax }), 'amount', value)
  }
  await setAlert(user, read.amount, await requestSource(), new Date())
  redirect(paths.alert({ done: 'set' }))
})

/** 終了する. */
export const endAlertAction = accountAction(paths.alert(), async (user) => {
  await endAlert(user, await requestSource(), new Date())
  redirect(paths.alert({ done: 'ended' }))
})

/** 追加して確認番号を送信する. */
export const addAddressAction = accountAction(paths.alert(), async (user, form) => {
  const email = typed.parse(form.get('email'))
  const added = await addAddress(user, email, await getLocale(), await requestSource(), new Date())
  if (added.problem) {
    const t = await getTranslations('statements.alert.problems')
    return failed(t(added.problem, { max: alertAddressesMax }), 'email', email)
  }
  const { id, sending } = added
  const mail = typeof sending === 'object' ? 'wait' : sending === 'sent' ? 'sentTo' : sending
  redirect(paths.alertAddress(id, { mail }))
})

const addressId = (form: FormData) => {
  const id = z.uuid().safeParse(form.get('addressId'))
  if (!id.success) throw new PortalError({ code: 'badRequest' })
  return id.data
}

/** 削除する. */
export const removeAddressAction = accountAction(paths.alert(), async (user, form) => {
  const isRemoved = await removeAddress(user, addressId(form), await requestSource(), new Date())
  redirect(paths.alert({ done: isRemoved ? 'removed' : 'gone' }))
})

/** 確認する. */
export const confirmAddressAction = accountAction(paths.alert(), async (user, form) => {
  const id = addressId(form)
  if (form.get('intent') === 'resend') return resend(user, id)
  const t = await getTranslations('statements.alert.problems')
  const otp = readOtp(form.get('otp'))
  if (otp.problem) return failed(t(otp.problem), 'otp')
  const confirmed = await confirmAddress(user, id, otp.code, await requestSource(), new Date())
  switch (confirmed) {
    case 'refused':
      return failed(t('refused'), 'otp')
    case 'tooManyTries':
      return failed(t('tooManyTries', { minutes: otpLifetimeSeconds / 60 }))
    default:
      redirect(paths.alert({ done: confirmed }))
  }
})

/** 再送信. */
async function resend(user: SignedInUser, id: string): Promise<FormState> {
  const address = await findAddress(user, id)
  const sending = await sendAddressCode(user, id, await getLocale(), await requestSource(), new Date())
  if (!address || !sending) redirect(paths.alert({ done: 'gone' }))
  const t = await getTranslations('statements.alert.code')
  if (sending !== 'sent') return failed(describeCodeSending(sending, t))
  return { errors: [], values: {}, success: t('resent', { email: address.email }) }
}
