'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { refuseUnconfirmed } from '@/app/refuse-unconfirmed'
import { typedPassword } from '@/app/typed-password'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { liveKeysMax } from '@/lib/auth/key-limits'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { checkKeyName, keyNameLengthMax } from '@/lib/keys/key-name'
import { isKeyEndDay, keyEndDays } from '@/lib/keys/key-period'
import { makeKey } from '@/lib/keys/make-key'
import { revokeKey } from '@/lib/keys/revoke-key'
import { paths } from '@/lib/paths'
import { dayText } from '@/lib/time/date-text'

const typed = z
  .string()
  .catch('')
  .transform((text) => text.slice(0, 1_000))
const keyForm = z.object({ name: typed, userId: typed, until: typed })
const revokeForm = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/) })

/** 鍵を作成する, after the password: the answer, and it alone, has the key. */
export const makeKeyAction = accountAction(paths.keys(), async (user, form) => {
  const now = new Date()
  const values = keyForm.parse({
    name: form.get('name'),
    userId: form.get('userId'),
    until: form.get('until'),
  })
  const password = typedPassword.parse(form.get('password'))
  const [t, locale] = await Promise.all([getTranslations('keys'), getLocale()])
  const refuse = (errors: FieldError[]): FormState => ({ errors, values })

  const checked = checkKeyName(values.name)
  const errors: FieldError[] = []
  if ('problem' in checked)
    errors.push({ field: 'name', message: t(`problems.${checked.problem}`, { max: keyNameLengthMax }) })
  if (!isKeyEndDay(values.until, now)) {
    const last = dayText(keyEndDays(now).last, locale)
    errors.push({ field: 'until', message: t('problems.until', { last }) })
  }
  if (password === '') errors.push(await refuseUnconfirmed({ outcome: 'missing' }))
  if ('problem' in checked || errors.length > 0) return refuse(errors)

  const order = { name: checked.name, userId: values.userId, until: values.until }
  const made = await makeKey(user, order, password, await requestSource(), now)
  switch (made.outcome) {
    case 'unknownAccount':
      return refuse([{ field: 'userId', message: t('problems.unknownAccount') }])
    case 'taken':
      return refuse([{ field: 'name', message: t('problems.taken', { name: checked.name }) }])
    case 'full':
      return refuse([{ message: t('problems.full', { max: liveKeysMax }) }])
    case 'made':
      // The list below the form has the key by now.
      refresh()
      return { errors: [], values: { key: made.key }, success: t('made.title', { name: checked.name }) }
    default:
      return refuse([await refuseUnconfirmed(made)])
  }
})

/** 取り消す. */
export const revokeKeyAction = accountAction(paths.keys(), async (user, form) => {
  const named = revokeForm.safeParse({ id: form.get('keyId') })
  if (!named.success) throw new PortalError({ code: 'badRequest' })
  await revokeKey(user, named.data.id, await requestSource(), new Date())
  redirect(paths.keys({ done: 'revoked' }))
})
