'use server'

import { getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import type { FormState } from '@/components/form/error-summary'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { cancelExport } from '@/lib/exports/cancel-export'
import { deleteExport } from '@/lib/exports/delete-export'
import { requestExport } from '@/lib/exports/request-export'
import { setResponseStatus } from '@/lib/http/response-status'
import { paths } from '@/lib/paths'
import { defaultFileEncoding, fileEncodings } from '@/lib/usage/file-encoding'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { parseUsageSearch, usageSearchFields } from '@/lib/usage/search'

const text = z.string().max(100)
const order = z.object({
  encoding: z.enum(fileEncodings).catch(defaultFileEncoding),
  replace: z.uuid().optional().catch(undefined),
})
const setForm = z.object({ exportId: z.uuid() })

/** 実行 of テキストファイル(大量検索). */
export const requestExportAction = formAction(
  async (_previous: FormState, form: FormData): Promise<FormState> => {
    const user = await requireUser(paths.usage())
    const t = await getTranslations('exports.request')
    const now = new Date()
    const { encoding, replace } = order.parse({
      encoding: form.get('encoding'),
      replace: form.get('replace') ?? undefined,
    })
    const refuse = (message: string): FormState => ({ errors: [{ message }], values: { encoding } })

    const given = usageSearchFields.map((field) => [field, text.catch('').parse(form.get(field))])
    const parsed = parseUsageSearch(Object.fromEntries(given), now)
    if (parsed.state !== 'accepted') return refuse(t('badSearch'))
    const requested = await requestExport(
      user,
      { search: parsed.search, encoding, replace },
      await requestSource(),
      now,
    )
    switch (requested.outcome) {
      case 'noRecords':
        return refuse(t('noRecords'))
      case 'tooManyRecords':
        return refuse(t('tooManyRecords', { records: requested.records, max: bulkRecordsMax }))
      case 'exists':
        // The page shows the set that there is by now.
        refresh()
        return refuse(t('exists'))
      case 'taken':
        redirect(paths.exportAccepted())
    }
  },
)

/** 中止. One that has ended meanwhile is shown as it is. */
export const cancelExportAction = formAction(async (form: FormData): Promise<void> => {
  const user = await requireUser(paths.exports())
  const given = setForm.safeParse({ exportId: form.get('exportId') })
  if (!given.success) return setResponseStatus(400)
  await cancelExport(user, given.data.exportId, await requestSource(), new Date())
  redirect(paths.exports())
})

/** 削除. */
export const deleteExportAction = formAction(async (form: FormData): Promise<void> => {
  const user = await requireUser(paths.exports())
  const given = setForm.safeParse({ exportId: form.get('exportId') })
  if (!given.success) return setResponseStatus(400)
  await deleteExport(user, given.data.exportId, await requestSource(), new Date())
  redirect(paths.exports())
})
