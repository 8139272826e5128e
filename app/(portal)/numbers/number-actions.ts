'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { accountAction } from '@/app/account-action'
import type { FieldError, FormState } from '@/components/form/error-summary'
import { describeNameProblem } from '@/components/numbers/describe-name-problem'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { isUuid, parseListPlace, placeParameters } from '@/lib/numbers/list-place'
import { checkName, nameColumns } from '@/lib/numbers/number-name'
import { removeName } from '@/lib/numbers/remove-name'
import { saveName, type SaveOutcome } from '@/lib/numbers/save-name'
import { keepSearch, searchLengthMax } from '@/lib/numbers/search-names'
import { paths } from '@/lib/paths'
import { minuteText } from '@/lib/time/time-text'

const typed = z.string().max(10_000).catch('')
const nameForm = z.object({ number: typed, name: typed, department: typed, accountCode: typed })
const version = z.coerce.number().int().min(0).max(2_147_483_647).catch(0)
const searchText = typed.transform((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim())
const removeForm = z.object({ nameId: z.uuid(), version })

/** The page of the list that a form came from; its start, where the form names none. */
const listAddress = (form: FormData, done?: string) =>
  paths.numbers({
    ...placeParameters(
      parseListPlace({
        search: form.get('search')?.toString(),
        cursor: form.get('cursor')?.toString(),
      }) ?? {},
    ),
    done,
  })

const formAddress = (form: FormData) => {
  const id = form.get('nameId')
  return typeof id === 'string' && isUuid(id) ? paths.numberName(id) : paths.numberNew()
}

/** 検索: the address that follows has the search's id. */
export const searchNamesAction = accountAction(paths.numbers(), async (user, form) => {
  const text = searchText.parse(form.get('text'))
  if (text === '') redirect(paths.numbers())
  if ([...text].length > searchLengthMax) {
    const t = await getTranslations('numbers')
    const message = t('search.tooLong', { max: searchLengthMax })
    return { errors: [{ field: 'text', message }], values: { text } }
  }
  redirect(paths.numbers({ search: await keepSearch(user, text, new Date()) }))
})

/** 追加する, 変更する. */
export const saveNameAction = accountAction(formAddress, async (user, form) => {
  const t = await getTranslations('numbers')
  const seenVersion = version.parse(form.get('version'))
  const values = nameForm.parse(Object.fromEntries(nameColumns.map((column) => [column, form.get(column)])))
  const refuse = (errors: FieldError[], newVersion = seenVersion): FormState => ({
    errors,
    values: { ...values, version: String(newVersion) },
  })
  const { name, problems } = { name: undefined, problems: undefined, ...checkName(values) }
  if (problems)
    return refuse(
      problems.map((problem) => ({ field: problem.column, message: describeNameProblem(problem, t) })),
    )

  const saved = await saveName(user, name!, seenVersion, await requestSource(), new Date())
  switch (saved.outcome) {
    case 'full':
      return refuse([{ message: t('problems.full', { max: saved.max }) }])
    case 'gone':
      return refuse([{ message: t('problems.gone') }], 0)
    case 'conflict':
      return refuse(await describeConflict(saved, name!, seenVersion === 0), saved.current.version)
    default:
      redirect(listAddress(form, saved.outcome))
  }
})

/** Says who was first, and what stands there now where it is not what was typed. */
async function describeConflict(
  { current }: Extract<SaveOutcome, { outcome: 'conflict' }>,
  wanted: Record<(typeof nameColumns)[number], string>,
  isNew: boolean,
): Promise<FieldError[]> {
  const t = await getTranslations('numbers')
  const who = { at: minuteText(current.changedAt, await getLocale()), userId: current.changedBy }
  const differing = nameColumns.filter((column) => current[column] !== wanted[column])
  return [
    { message: t(isNew ? 'problems.exists' : 'problems.conflict', who) },
    ...differing.map((field) => {
      const column = t(`columns.${field}`)
      const value = current[field]
      return {
        field,
        message: value ? t('problems.now', { column, value }) : t('problems.nowEmpty', { column }),
      }
    }),
  ]
}

/** 削除. */
export const removeNameAction = accountAction(formAddress, async (user, form) => {
  const named = removeForm.safeParse({ nameId: form.get('nameId'), version: form.get('version') })
  if (!named.success) throw new PortalError({ code: 'badRequest' })
  const { nameId, version: seenVersion } = named.data
  const removed = await removeName(user, nameId, seenVersion, await requestSource(), new Date())
  if (removed.outcome === 'removed') redirect(listAddress(form, 'removed'))
  const t = await getTranslations('numbers')
  if (removed.outcome === 'gone') return { errors: [{ message: t('problems.removeGone') }], values: {} }
  const { changedAt, changedBy: userId } = removed.current
  const at = minuteText(changedAt, await getLocale())
  return { errors: [{ message: t('problems.removeConflict', { at, userId }) }], values: {} }
})
