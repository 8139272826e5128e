import { getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountField } from '@/components/form/account-field'
import type { FormState } from '@/components/form/error-summary'
import type { FormAction } from '@/components/form/use-form-action'
import { isFormAccount } from '@/lib/auth/form-account'
import { requireUser } from '@/lib/auth/require-user'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { paths } from '@/lib/paths'
import { formAction } from './form-action'

/**
 * An action that only the account to which its form was shown can take. Every action behind the sign-in is made by
 * this: from a form that was shown to another account it changes nothing and leads to the page that says so. A form
 * that names no account is of a page which an earlier version of the portal rendered: it is told to reload.
 * @param returnTo where to go on after signing in, when nobody is signed in any more; it may depend on the form.
 * @param admitted as in `requireUser`.
 */
export function accountAction(
  returnTo: string | ((form: FormData) => string),
  act: (user: SignedInUser, form: FormData) => Promise<FormState>,
  admitted?: { admitsFirstPassword: boolean },
): FormAction {
  return formAction(async (form) => {
    const user = await requireUser(typeof returnTo === 'string' ? returnTo : returnTo(form), admitted)
    const mark = form.get(accountField)
    if (mark === null) {
      const t = await getTranslations('frame')
      return { errors: [{ message: t('outdated') }], values: {} }
    }
    if (!isFormAccount(user, mark)) {
      // The frame of the page that was left names the other account still.
      refresh()
      redirect(paths.otherAccount())
    }
    return act(user, form)
  })
}
