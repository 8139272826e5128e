import { getLocale, getTranslations } from 'next-intl/server'
import type { FieldError } from '@/components/form/error-summary'
import { formatLockEnd } from '@/components/login/describe-lock'
import type { UnconfirmedPassword } from '@/lib/auth/confirm-password'

/** Why the password that a form asks for once more does not do, for its field `password`. */
export async function refuseUnconfirmed(unconfirmed: UnconfirmedPassword): Promise<FieldError> {
  const [t, tLogin] = await Promise.all([getTranslations('account.confirm'), getTranslations('login')])
  const ofField = (message: string): FieldError => ({ field: 'password', message })
  switch (unconfirmed.outcome) {
    case 'missing':
      return ofField(tLogin('passwordRequired'))
    case 'impossible':
      return ofField(tLogin(`passwordForm.${unconfirmed.problem}`, { field: tLogin('password') }))
    case 'wrong':
      return ofField(t('wrong'))
    case 'busy':
      return { message: tLogin('busy') }
    case 'locked':
      return { message: t('locked', { until: formatLockEnd(unconfirmed.until, await getLocale()) }) }
  }
}
