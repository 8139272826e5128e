'use server'

import { getFormatter, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { describeSavedSearch } from '@/components/usage/describe-saved-search'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { deleteSavedSearch, renameSavedSearch } from '@/lib/usage/change-saved-search'
import { withFilter } from '@/lib/usage/filters'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { saveSearch } from '@/lib/usage/save-search'
import { checkSavedName, savedNameLengthMax, type SavedNameProblem } from '@/lib/usage/saved-name'
import { usageAddressFields } from '@/lib/usage/search'
import type { SavedSearch } from '@/lib/usage/saved-search'
import { periodShortcuts } from '@/lib/usage/shortcuts'

const typedName = z.string().max(10_000).catch('')
const period = z.enum([...periodShortcuts, 'standing']).catch('standing')
const version = z.coerce.number().int().min(1).max(2_147_483_647)
const seenForm = z.object({ id: z.uuid(), version })

/** What the form agrees to lose, as its answer had it: an id and a version. */
function replacedBy(form: FormData) {
  const [id, seenVersion] = String(form.get('replace')).split(' ')
  return seenForm.safeParse({ id, version: seenVersion }).data
}

const searchOf = (form: FormData) =>
  Object.fromEntries(
    usageAddressFields.map((field) => [field, form.get(field)?.toString().slice(0, 200) || undefined]),
  )

async function describe(search: SavedSearch, now: Date): Promise<string> {
  const [t, format] = await Promise.all([getTranslations('usage'), getFormatter()])
  return describeSavedSearch(search, now, t, format).join(' / ')
}

async function nameError(problem: SavedNameProblem): Promise<FieldError> {
  const t = await getTranslations('usage.saved.problems')
  return { field: 'name', message: t(problem, { max: savedNameLengthMax }) }
}

/** 保存する: the answer says that it was saved, beside the result. */
export const saveSearchAction = accountAction(
  (form) => paths.usage(searchOf(form)),
  async (user, form) => {
    const now = new Date()
    const parsed = parseUsageSearch(searchOf(form), now)
    if (parsed.state !== 'accepted') throw new PortalError({ code: 'badRequest' })
    const search = await withFilter(user, parsed.search)
    const values = { name: typedName.parse(form.get('name')), period: period.parse(form.get('period')) }
    const refuse = (error: FieldError, more = {}): FormState => ({
      errors: [error],
      values: { ...values, ...more },
    })
    const checked = checkSavedName(values.name)
    if ('problem' in checked) return refuse(await nameError(checked.problem))

    const { name } = checked
    const [t, seen] = [await getTranslations('usage.saved'), replacedBy(form)]
    const toSave = { ...search, period: values.period === 'standing' ? search : values.period }
    const saved = await saveSearch(user, name, toSave, seen, await requestSource(), now)
    switch (saved.outcome) {
      case 'full':
        return refuse({ message: t('problems.full', { max: saved.max }) })
      case 'taken': {
        const { current } = saved
        const problem = seen?.id === current.id ? 'changedSince' : 'takenBySearch'
        const seenNow = { replace: `${current.id} ${current.version}`, current: await describe(current, now) }
        return refuse({ field: 'name', message: t(`problems.${problem}`, { name }) }, seenNow)
      }
      default:
        return { errors: [], values: {}, success: t(`form.done.${saved.outcome}`, { name }) }
    }
  },
)

const editAddress = (form: FormData) => {
  const id = z.uuid().safeParse(form.get('savedId'))
  return id.success ? paths.savedSearchEdit(id.data) : paths.savedSearches()
}

/** The saved search that a form names, and the version that it was shown with. */
function seenOf(form: FormData) {
  const named = seenForm.safeParse({ id: form.get('savedId'), version: form.get('version') })
  if (!named.success) throw new PortalError({ code: 'badRequest' })
  return named.data
}

/** 名前を変更する. */
export const renameSavedSearchAction = accountAction(editAddress, async (user, form) => {
  const seen = seenOf(form)
  const name = typedName.parse(form.get('name'))
  const refuse = (error: FieldError, newVersion = seen.version): FormState => ({
    errors: [error],
    values: { name, version: String(newVersion) },
  })
  const checked = checkSavedName(name)
  if ('problem' in checked) return refuse(await nameError(checked.problem))

  const now = new Date()
  const renamed = await renameSavedSearch(user, seen, checked.name, await requestSource(), now)
  const t = await getTranslations('usage.saved.problems')
  switch (renamed.outcome) {
    case 'gone':
      return refuse({ message: t('gone') })
    case 'taken':
      return refuse({ field: 'name', message: t('taken', { name: checked.name }) })
    case 'conflict': {
      const { current } = renamed
      const shown = { name: current.name, search: await describe(current, now) }
      return refuse({ message: t('conflict', shown) }, current.version)
    }
    default:
      redirect(paths.savedSearches({ done: renamed.outcome }))
  }
})

/** 削除. */
export const deleteSavedSearchAction = accountAction(editAddress, async (user, form) => {
  const now = new Date()
  const deleted = await deleteSavedSearch(user, seenOf(form), await requestSource(), now)
  if (deleted.outcome === 'deleted') redirect(paths.savedSearches({ done: 'deleted' }))
  const t = await getTranslations('usage.saved.problems')
  if (deleted.outcome === 'gone') return { errors: [{ message: t('removeGone') }], values: {} }
  const { current } = deleted
  const search = await describe(current, now)
  return { errors: [{ message: t('removeConflict', { name: current.name, search }) }], values: {} }
})
