'use server'

import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { formatLockEnd } from '@/components/login/describe-lock'
import { describeSending } from '@/components/login/describe-sending'
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
import { requireMultiFactorUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'

const address = z.string().trim().max(300).catch('')
const schema = z.object({ oldEmail: address, newEmail: address, newEmailAgain: address })

const failed = (message: string, field?: string): FormState => ({ errors: [{ field, message }], values: {} })

/** 実行: sends a code to the new address. */
export const startAddressChangeAction = formAction(
  async (_previous: FormState, form: FormData): Promise<FormState> => {
    const user = await requireMultiFactorUser(paths.email())
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

    const started = await startAddressChange(user, values, await requestSource(), new Date())
    if ('problems' in started) return { errors: started.problems.map(describe), values }
    if (started.sending === 'tooMany')
      return { errors: [{ message: describeSending('tooMany', await getTranslations('verify')) }], values }
    redirect(paths.emailVerify({ mail: started.sending === 'notSent' ? 'notSent' : undefined }))
  },
)

/** OK: the code makes the change hold. */
export const confirmAddressChangeAction = formAction(
  async (_previous: FormState, form: FormData): Promise<FormState> => {
    if (form.get('intent') === 'resend') return resend()
    const user = await requireMultiFactorUser(paths.email())
    const t = await getTranslations()
    const otp = readOtp(form.get('otp'))
    if (otp.problem) return failed(t(`verify.${otp.problem}`), 'otp')

    const confirmed = await confirmAddressChange(user, otp.code, await requestSource(), new Date())
    if (confirmed.outcome === 'gone') redirect(paths.email({ again: 'yes' }))
    if (confirmed.outcome === 'refused') return failed(t('verify.refused'), 'otp')
    if (confirmed.outcome === 'locked') {
      const until = formatLockEnd(confirmed.until)
      return failed(t('account.email.locked', { until }))
    }
    return leaveAfterChange('email')
  },
)

/** 再送信, to the new address. */
async function resend(): Promise<FormState> {
  const user = await requireMultiFactorUser(paths.email())
  const now = new Date()
  const newEmail = await pendingNewEmail(user, now)
  const sending = await sendAddressChangeOtp(user, await requestSource(), now)
  if (!newEmail || !sending) redirect(paths.email({ again: 'yes' }))
  const t = await getTranslations('verify')
  if (sending !== 'sent') return failed(describeSending(sending, t))
  return { errors: [], values: {}, success: t('resent', { address: newEmail }) }
}
