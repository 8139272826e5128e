'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import { describeUnreadNames } from '@/components/numbers/describe-name-problem'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { decodeNames } from '@/lib/numbers/decode-names'
import { discardDraft, importModes, keepDraft } from '@/lib/numbers/draft'
import { isUuid } from '@/lib/numbers/list-place'
import { readNames } from '@/lib/numbers/read-names'
import { runImport } from '@/lib/numbers/run-import'
import { paths } from '@/lib/paths'
import { minuteText } from '@/lib/time/time-text'

const importForm = z.object({
  pasted: z.string().catch(''),
  file: z.instanceof(File).optional().catch(undefined),
  mode: z.enum(importModes).catch('merge'),
})
const draftForm = z.object({ draftId: z.uuid(), version: z.coerce.number().int().min(0).max(2_147_483_647) })

/** 内容を確認する: what was sent is kept, and the next page says what it would change. */
export const checkImportAction = accountAction(paths.numberImport(), async (user, form) => {
  const t = await getTranslations('numbers')
  const { pasted, file, mode } = importForm.parse({
    pasted: form.get('pasted'),
    file: form.get('file') ?? undefined,
    mode: form.get('mode'),
  })
  const refuse = (...errors: { message: string }[]) => ({ errors, values: { pasted, mode } })
  const hasFile = file !== undefined && file.size > 0
  if (hasFile && pasted.trim() !== '') return refuse({ message: t('problems.both') })
  const text = hasFile ? decodeNames(Buffer.from(await file.arrayBuffer())) : pasted
  if (text === undefined) return refuse({ message: t('problems.encoding') })
  const read = readNames(text)
  if (read.outcome !== 'read') return refuse(...describeUnreadNames(read, t))
  redirect(paths.numberDraft(await keepDraft(user, mode, read.entries, new Date())))
})

const draftAddress = (form: FormData) => {
  const id = form.get('draftId')
  return typeof id === 'string' && isUuid(id) ? paths.numberDraft(id) : paths.numberImport()
}

/** The draft that a form names, and the version of the list that it was shown with. */
function draftOf(form: FormData) {
  const named = draftForm.safeParse({ draftId: form.get('draftId'), version: form.get('version') })
  if (!named.success) throw new PortalError({ code: 'badRequest' })
  return named.data
}

/** 実行. */
export const runImportAction = accountAction(draftAddress, async (user, form) => {
  const t = await getTranslations('numbers')
  const { draftId, version } = draftOf(form)
  const run = await runImport(user, draftId, version, await requestSource(), new Date())
  switch (run.outcome) {
    case 'done': {
      const counts = Object.entries(run.counts).map(([change, count]) => [change, String(count)])
      redirect(paths.numbers({ done: 'imported', ...Object.fromEntries(counts) }))
    }
    case 'gone':
      return { errors: [{ message: t('problems.importGone') }], values: {} }
    case 'full':
      return { errors: [{ message: t('problems.full', { max: run.max }) }], values: {} }
    case 'conflict': {
      // The page compares the draft with the list as it is by now.
      refresh()
      const { changedAt, changedBy } = run.lastChange ?? { changedAt: new Date(), changedBy: '' }
      const at = minuteText(changedAt, await getLocale())
      return { errors: [{ message: t('problems.importConflict', { at, userId: changedBy }) }], values: {} }
    }
  }
})

/** 取りやめる. */
export const discardImportAction = accountAction(draftAddress, async (user, form) => {
  await discardDraft(user, draftOf(form).draftId)
  redirect(paths.numbers({ done: 'discarded' }))
})
