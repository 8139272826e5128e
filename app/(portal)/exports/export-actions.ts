'use server'

import { getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FormState } from '@/components/form/error-summary'
import { requestSource } from '@/lib/auth/request-source'
import { cancelExport } from '@/lib/exports/cancel-export'
import { deleteExport } from '@/lib/exports/delete-export'
import { requestExport } from '@/lib/exports/request-export'
import { paths } from '@/lib/paths'
import { defaultFileEncoding, fileEncodings } from '@/lib/usage/file-encoding'
import { defaultFormulaChoice, formulaChoices } from '@/lib/usage/formula-choice'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { parseUsageSearch, usageSearchFields } from '@/lib/usage/search'

const text = z.string().max(100)
const order = z.object({
  encoding: z.enum(fileEncodings).catch(defaultFileEncoding),
  formulas: z.enum(formulaChoices).catch(defaultFormulaChoice),
  replace: text.optional().catch(undefined),
})
const exportIdOf = (form: FormData) => text.catch('').parse(form.get('exportId'))

/** 実行 of テキストファイル(大量検索). */
export const requestExportAction = accountAction(paths.usage(), async (user, form) => {
  const t = await getTranslations('exports.request')
  const now = new Date()
  const { encoding, formulas, replace } = order.parse({
    encoding: form.get('encoding'),
    formulas: form.get('formulas'),
    replace: form.get('replace') ?? undefined,
  })
  const refuse = (message: string): FormState => ({ errors: [{ message }], values: { encoding, formulas } })

  const given = usageSearchFields.map((field) => [field, text.catch('').parse(form.get(field))])
  const parsed = parseUsageSearch(Object.fromEntries(given), now)
  if (parsed.state !== 'accepted') return refuse(t('badSearch'))
  const requested = await requestExport(
    user,
    { search: parsed.search, encoding, formulas, replace },
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
})

/** 中止. One that has ended meanwhile is shown as it is. */
export const cancelExportAction = accountAction(paths.exports(), async (user, form) => {
  await cancelExport(user, exportIdOf(form), await requestSource(), new Date())
  redirect(paths.exports())
})

/** 削除. */
export const deleteExportAction = accountAction(paths.exports(), async (user, form) => {
  await deleteExport(user, exportIdOf(form), await requestSource(), new Date())
  redirect(paths.exports())
})
