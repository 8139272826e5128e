'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { formatLockEnd } from '@/components/login/describe-lock'
import { changePassword, type PasswordChangeProblem } from '@/lib/accounts/change-password'
import { leaveAfterChange } from '@/lib/auth/leave-after-change'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { paths } from '@/lib/paths'

const password = z.string().max(200).catch('')
const schema = z.object({ oldPassword: password, newPassword: password, newPasswordAgain: password })

export const changePasswordAction = formAction(
  async (_previous: FormState, form: FormData): Promise<FormState> => {
    const user = await requireUser(paths.password())
    const t = await getTranslations('account.password')
    const change = schema.parse({
      oldPassword: form.get('oldPassword'),
      newPassword: form.get('newPassword'),
      newPasswordAgain: form.get('newPasswordAgain'),
    })
    const describe = ({ field, code }: PasswordChangeProblem): FieldError => ({
      field,
      message: code === 'required' ? t('problems.required', { field: t(field) }) : t(`problems.${code}`),
    })

    const changed = await changePassword(user, change, await requestSource(), new Date())
    if (changed.outcome === 'refused') return { errors: changed.problems.map(describe), values: {} }
    if (changed.outcome === 'locked') {
      const until = formatLockEnd(changed.until)
      return { errors: [{ message: t('locked', { until }) }], values: {} }
    }
    return leaveAfterChange('password')
  },
)
