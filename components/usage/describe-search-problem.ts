import type { FieldError } from '@/components/form/error-summary'
import { formatJapanTime, japanInstant } from '@/lib/time/japan-time'
import type { UsageSearchProblem } from '@/lib/usage/search'
import type { UsageTexts } from './usage-texts'

/** Puts what is wrong with a search into words, and ties it to the field that mends it. */
export function describeSearchProblem(problem: UsageSearchProblem, t: UsageTexts): FieldError {
  const field = t(`fields.${problem.field}`)
  const day = (date: string, hour = 0, pattern = 'yyyy/MM/dd') =>
    formatJapanTime(japanInstant(date, hour), pattern)
  // The page of a result is chosen by its links: no field of the form can mend it.
  if (problem.field === 'cursor') return { message: t('problems.cursorUnknown') }
  switch (problem.code) {
    case 'afterYesterday':
      return {
        field: problem.field,
        message: t('problems.afterYesterday', { field, latest: day(problem.latest) }),
      }
    case 'overOneMonth': {
      const latest = day(problem.latestDate, problem.latestHour, 'yyyy/MM/dd H:59')
      return { field: problem.field, message: t('problems.overOneMonth', { latest }) }
    }
    case 'unknownValue':
    case 'noSuchDay':
      return { field: problem.field, message: t(`problems.${problem.code}`, { field, value: problem.value }) }
    default:
      return { field: problem.field, message: t(`problems.${problem.code}`, { field }) }
  }
}
