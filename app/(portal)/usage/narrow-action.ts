'use server'

import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { accountAction } from '@/app/account-action'
import { typedCodes } from '@/components/usage/typed-codes'
import { paths } from '@/lib/paths'
import { codedConditions, conditionFields, type TypedConditions } from '@/lib/usage/conditions'
import { keepFilter } from '@/lib/usage/filters'
import { parseConditions } from '@/lib/usage/parse-conditions'
import { searchOfForm } from './search-of-form'

const textOf = (form: FormData, field: string) => String(form.get(field) ?? '').slice(0, 200)

/** 絞り込む: keeps the conditions, and leads to the search that is narrowed by them. */
export const narrowAction = accountAction(
  (form) => paths.usage(searchOfForm(form)),
  async (user, form) => {
    const typed: TypedConditions = {
      communicationTypes: form.getAll('communicationTypes').map(String),
      areas: form.getAll('areas').map(String),
      rateTypes: form.getAll('rateTypes').map(String),
      callerStart: textOf(form, 'callerStart'),
      calleeStart: textOf(form, 'calleeStart'),
      chargeFrom: textOf(form, 'chargeFrom'),
      chargeTo: textOf(form, 'chargeTo'),
    }
    const read = parseConditions(typed)
    if ('problems' in read) {
      const t = await getTranslations('usage.narrowing')
      const values = Object.fromEntries(
        conditionFields.map((field) => {
          const coded = codedConditions.find((known) => known === field)
          return [field, coded ? typedCodes.join(typed[coded]) : String(typed[field])]
        }),
      )
      return {
        errors: read.problems.map(({ field, code }) => ({ field, message: t(`problems.${code}`) })),
        values,
      }
    }
    const isNarrowed = Object.keys(read.conditions).length > 0
    const filter = isNarrowed ? await keepFilter(user, read.conditions) : undefined
    redirect(paths.usage({ ...searchOfForm(form), filter }))
  },
)
