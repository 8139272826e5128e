'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { refuseUnconfirmed } from '@/app/refuse-unconfirmed'
import { typedPassword } from '@/app/typed-password'
import { endOtherSessions } from '@/lib/auth/end-other-sessions'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'

const whichForm = z.union([z.uuid(), z.literal('all')])

/** ログアウトする beside one other browser, or このブラウザ以外をすべてログアウト. */
export const endSessionsAction = accountAction(paths.sessions(), async (user, form) => {
  const which = whichForm.safeParse(form.get('which'))
  if (!which.success) throw new PortalError({ code: 'notFound' })
  const password = typedPassword.parse(form.get('password'))
  const ended = await endOtherSessions(user, which.data, password, await requestSource(), new Date())
  if (ended.outcome !== 'ended') return { errors: [await refuseUnconfirmed(ended)], values: {} }
  refresh()
  redirect(paths.sessions({ done: which.data === 'all' ? 'others' : 'one' }))
})
