'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { typedPassword } from '@/app/typed-password'
import type { FormState } from '@/components/form/error-summary'
import { formatLockEnd } from '@/components/login/describe-lock'
import { endOtherSessions } from '@/lib/auth/end-other-sessions'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'

const whichForm = z.union([z.uuid(), z.literal('all')])

/** ログアウトする beside one other browser, or このブラウザ以外をすべてログアウト. */
export const endSessionsAction = accountAction(paths.sessions(), async (user, form) => {
  const which = whichForm.safeParse(form.get('which'))
  if (!which.success) throw new PortalError({ code: 'notFound' })
  const [t, tLogin] = await Promise.all([getTranslations('account.sessions'), getTranslations('login')])
  const refuse = (message: string, field?: string): FormState => ({
    errors: [{ field, message }],
    values: {},
  })
  const password = typedPassword.parse(form.get('password'))
  if (password === '') return refuse(tLogin('passwordRequired'), 'password')

  const ended = await endOtherSessions(user, which.data, password, await requestSource(), new Date())
  switch (ended.outcome) {
    case 'ended':
      refresh()
      redirect(paths.sessions({ done: which.data === 'all' ? 'others' : 'one' }))
    case 'wrong':
      return refuse(t('wrong'), 'password')
    case 'impossible':
      return refuse(tLogin(`passwordForm.${ended.problem}`, { field: t('password') }), 'password')
    case 'busy':
      return refuse(tLogin('busy'))
    case 'locked':
      return refuse(t('locked', { until: formatLockEnd(ended.until, await getLocale()) }))
  }
})
