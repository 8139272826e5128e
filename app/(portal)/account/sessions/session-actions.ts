'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { endOtherSession, endOtherSessions } from '@/lib/auth/end-other-sessions'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'

/** ログアウトする: one other browser. */
export const endSessionAction = accountAction(paths.sessions(), async (user, form) => {
  const sessionId = z.uuid().safeParse(form.get('sessionId'))
  if (!sessionId.success) throw new PortalError({ code: 'notFound' })
  await endOtherSession(user, sessionId.data, await requestSource(), new Date())
  refresh()
  redirect(paths.sessions({ done: 'one' }))
})

/** このブラウザ以外をすべてログアウト. */
export const endOtherSessionsAction = accountAction(paths.sessions(), async (user) => {
  await endOtherSessions(user, await requestSource(), new Date())
  refresh()
  redirect(paths.sessions({ done: 'others' }))
})
