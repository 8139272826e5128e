'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FormState } from '@/components/form/error-summary'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { cancelExport } from '@/lib/exports/cancel-export'
import { deleteExport } from '@/lib/exports/delete-export'
import { requestExport } from '@/lib/exports/request-export'
import { PortalError } from '@/lib/errors'
import { defaultFileEncoding, fileEncodings } from '@/lib/files/file-encoding'
import { defaultFormulaChoice, formulaChoices } from '@/lib/files/formula-choice'
import { paths } from '@/lib/paths'
import { parseDestinationRange } from '@/lib/usage/call-destinations'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { findCall } from '@/lib/usage/find-call'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { withFilter } from '@/lib/usage/filters'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { usageAddressFields } from '@/lib/usage/search'

const text = z.string().max(100)
const order = z.object({
  encoding: z.enum(fileEncodings).catch(defaultFileEncoding),
  formulas: z.enum(formulaChoices).catch(defaultFormulaChoice),
  names: z.literal('1').optional().catch(undefined),
  replace: z.uuid().optional().catch(undefined),
})
const setForm = z.object({ exportId: z.uuid() })

const fieldOf = (form: FormData, field: string) =>
  text
    .optional()
    .catch(undefined)
    .parse(form.get(field) ?? undefined)

const fieldsOf = (form: FormData, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, fieldOf(form, field)]))

/** 実行 of テキストファイル(大量検索) for a search. */
export const requestExportAction = accountAction(
  (form) => paths.usage({ ...fieldsOf(form, usageAddressFields), output: 'bulk' }),
  async (user, form) => {
    const parsed = parseUsageSearch(fieldsOf(form, usageAddressFields), new Date())
    return request(
      user,
      form,
      parsed.state === 'accepted' ? { search: await withFilter(user, parsed.search) } : undefined,
    )
  },
)

const callIdOf = (form: FormData) => fieldOf(form, 'callId') ?? ''

/** 実行 of テキストファイル(大量検索) for destinations of one call. */
export const requestCallExportAction = accountAction(
  (form) => paths.callBulk(callIdOf(form), fieldsOf(form, ['destinationNoFrom', 'destinationNoTo'])),
  async (user, form) => {
    const call = await findCall(user, callIdOf(form))
    const range = parseDestinationRange({
      destinationNoFrom: form.get('destinationNoFrom') ?? undefined,
      destinationNoTo: form.get('destinationNoTo') ?? undefined,
    })
    return request(user, form, call && range ? { call: { ...call.key, ...range } } : undefined)
  },
)

/** @param target undefined where the form names nothing that a set can be made of. */
async function request(
  user: SignedInUser,
  form: FormData,
  target: DownloadTarget | undefined,
): Promise<FormState> {
  const t = await getTranslations('exports.request')
  const { encoding, formulas, names, replace } = order.parse({
    encoding: form.get('encoding'),
    formulas: form.get('formulas'),
    names: form.get('names') ?? undefined,
    replace: form.get('replace') ?? undefined,
  })
  const values = { encoding, formulas, names: names ?? '' }
  const refuse = (message: string): FormState => ({ errors: [{ message }], values })

  if (!target) return refuse(t('badSearch'))
  const source = await requestSource()
  const locale = await getLocale()
  const asked = { ...target, encoding, formulas, withNames: names === '1', locale, replace }
  const requested = await requestExport(user, asked, source, new Date())
  const of = 'call' in target ? 'call' : 'search'
  switch (requested.outcome) {
    case 'noRecords':
      return refuse(t('noRecords', { of }))
    case 'tooManyRecords':
      return refuse(t('tooManyRecords', { of, records: requested.records, max: bulkRecordsMax }))
    case 'exists':
      // The page shows the set that there is by now.
      refresh()
      return refuse(t('exists'))
    case 'taken':
      redirect(paths.exportAccepted())
  }
}

/** An action on the user's set that the form names, after which the page shows what has become of it. */
const setAction = (change: typeof cancelExport | typeof deleteExport) =>
  accountAction(paths.exports(), async (user, form) => {
    const named = setForm.safeParse({ exportId: form.get('exportId') })
    if (!named.success) throw new PortalError({ code: 'badRequest' })
    await change(user, named.data.exportId, await requestSource(), new Date())
    redirect(paths.exports())
  })

/** 中止. One that has ended meanwhile is shown as it is. */
export const cancelExportAction = setAction(cancelExport)

/** 削除. */
export const deleteExportAction = setAction(deleteExport)
