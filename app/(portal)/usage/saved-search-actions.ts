'use server'

import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { describeSavedSearch } from '@/components/usage/describe-saved-search'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import type { PlainNameProblem } from '@/lib/plain-name'
import { deleteSavedSearch, renameSavedSearch, shareSavedSearch } from '@/lib/usage/change-saved-search'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { saveSearch } from '@/lib/usage/save-search'
import { checkSavedName, savedNameLengthMax } from '@/lib/usage/saved-name'
import type { SavedSearch } from '@/lib/usage/saved-search'
import { periodShortcuts } from '@/lib/usage/shortcuts'
import { searchOfForm } from './search-of-form'

const typedName = z
  .string()
  .catch('')
  .transform((text) => text.slice(0, 10_000))
const period = z.enum([...periodShortcuts, 'standing'])
const version = z.coerce.number().int().min(1).max(2_147_483_647)
const seenForm = z.object({ id: z.uuid(), version })

/** What the form agrees to lose, as its answer had it: an id and a version. */
function replacedBy(form: FormData) {
  const [id, seenVersion] = String(form.get('replace')).split(' ')
  return seenForm.safeParse({ id, version: seenVersion }).data
}

async function describe(search: SavedSearch, now: Date): Promise<string> {
  const [t, format, locale] = await Promise.all([getTranslations('usage'), getFormatter(), getLocale()])
  return describeSavedSearch(search, now, t, format, locale).join(' / ')
}

async function nameError(problem: PlainNameProblem): Promise<FieldError> {
  const t = await getTranslations('usage.saved.problems')
  return { field: 'name', message: t(problem, { max: savedNameLengthMax }) }
}

/** 保存する: the answer says that it was saved, beside the result. */
export const saveSearchAction = accountAction(
  (form) => paths.usage(searchOfForm(form)),
  async (user, form) => {
    const now = new Date()
    const parsed = parseUsageSearch(searchOfForm(form), now)
    const chosen = period.safeParse(form.get('period'))
    if (parsed.state !== 'accepted' || !chosen.success) throw new PortalError({ code: 'badRequest' })
    const { search } = parsed
    const values = { name: typedName.parse(form.get('name')), period: chosen.data }
    const refuse = (error: FieldError, more = {}): FormState => ({
      errors: [error],
      values: { ...values, ...more },
    })
    const checked = checkSavedName(values.name)
    if ('problem' in checked) return refuse(await nameError(checked.problem))

    const { name } = checked
    const t = await getTranslations('usage.saved')
    const seen = replacedBy(form)
    const toSave = { ...search, period: values.period === 'standing' ? search : values.period }
    const saved = await saveSearch(user, name, toSave, seen, await requestSource(), now)
    switch (saved.outcome) {
      case 'full':
        return refuse({ message: t('problems.full', { max: saved.max }) })
      case 'forgotten':
        return refuse({ message: t('problems.forgotten') })
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

/** 契約で共有する, 共有を終了する. */
export const shareSavedSearchAction = accountAction(editAddress, async (user, form) => {
  const isShared = form.get('share') === 'on'
  const shared = await shareSavedSearch(user, seenOf(form), isShared, await requestSource(), new Date())
  if (shared.outcome !== 'conflict') redirect(paths.savedSearches({ done: shared.outcome }))
  const t = await getTranslations('usage.saved')
  return { errors: [{ message: t('share.conflict') }], values: {} }
})

/** 削除. */
export const deleteSavedSearchAction = accountAction(editAddress, async (user, form) => {
  const now = new Date()
  const deleted = await deleteSavedSearch(user, seenOf(form), await requestSource(), now)
  if (deleted.outcome !== 'conflict') redirect(paths.savedSearches({ done: deleted.outcome }))
  const t = await getTranslations('usage.saved.problems')
  const { current } = deleted
  const search = await describe(current, now)
  return { errors: [{ message: t('removeConflict', { name: current.name, search }) }], values: {} }
})
