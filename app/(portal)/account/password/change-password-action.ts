'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { typedPassword } from '@/app/typed-password'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { formatLockEnd } from '@/components/login/describe-lock'
import { changePassword, type PasswordChangeProblem } from '@/lib/accounts/change-password'
import { leaveAfterChange } from '@/lib/auth/leave-after-change'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { returnPath } from '@/lib/auth/return-path'
import { paths } from '@/lib/paths'

const schema = z.object({
  oldPassword: typedPassword,
  newPassword: typedPassword,
  newPasswordAgain: typedPassword,
})

/** Where the form was on the way to. */
function nextOf(form: FormData): string | undefined {
  const next = form.get('next')
  return next === null ? undefined : returnPath(next)
}

const returnTo = (form: FormData) => paths.password({ next: nextOf(form) })

export const changePasswordAction = accountAction(returnTo, changeIt, { admitsFirstPassword: true })

async function changeIt(user: SignedInUser, form: FormData): Promise<FormState> {
  const [t, tLogin] = await Promise.all([getTranslations('account.password'), getTranslations('login')])
  const change = schema.parse({
    oldPassword: form.get('oldPassword'),
    newPassword: form.get('newPassword'),
    newPasswordAgain: form.get('newPasswordAgain'),
  })
  const describe = ({ field, code }: PasswordChangeProblem): FieldError => ({
    field,
    message: textOf(field, code),
  })
  const textOf = (field: PasswordChangeProblem['field'], code: PasswordChangeProblem['code']) => {
    if (code === 'required') return t('problems.required', { field: t(field) })
    if (code === 'blank' || code === 'foreignCharacter' || code === 'tooLong')
      return tLogin(`passwordForm.${code}`, { field: t(field) })
    return t(`problems.${code}`)
  }

  const changed = await changePassword(user, change, await requestSource(), new Date())
  if (changed.outcome === 'refused') return { errors: changed.problems.map(describe), values: {} }
  if (changed.outcome === 'busy') return { errors: [{ message: tLogin('busy') }], values: {} }
  if (changed.outcome === 'locked') {
    const until = formatLockEnd(changed.until, await getLocale())
    return { errors: [{ message: t('locked', { until }) }], values: {} }
  }
  return leaveAfterChange('password', nextOf(form))
}
