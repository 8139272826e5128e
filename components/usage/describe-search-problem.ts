import type { FieldError } from '@/components/form/error-summary'
import type { Locale } from '@/lib/i18n/locale'
import { dayText } from '@/lib/time/date-text'
import { japanInstant } from '@/lib/time/japan-time'
import { minuteText } from '@/lib/time/time-text'
import type { UsageSearchProblem } from '@/lib/usage/search'
import type { UsageTexts } from './usage-texts'

/** Puts what is wrong with a search into words, and ties it to the field that mends it. */
export function describeSearchProblem(
  problem: UsageSearchProblem,
  t: UsageTexts,
  locale: Locale,
): FieldError {
  const field = t(`fields.${problem.field}`)
  // The page of a result is chosen by its links: no field of the form can mend it.
  if (problem.field === 'cursor') return { message: t('problems.cursorUnknown') }
  switch (problem.code) {
    case 'afterYesterday':
      return {
        field: problem.field,
        message: t('problems.afterYesterday', { field, latest: dayText(problem.latest, locale) }),
      }
    case 'overOneMonth': {
      const lastMinute = new Date(japanInstant(problem.latestDate, problem.latestHour + 1).getTime() - 60_000)
      const latest = minuteText(lastMinute, locale)
      return { field: problem.field, message: t('problems.overOneMonth', { latest }) }
    }
    case 'unknownValue':
    case 'noSuchDay':
      return { field: problem.field, message: t(`problems.${problem.code}`, { field, value: problem.value }) }
    default:
      return { field: problem.field, message: t(`problems.${problem.code}`, { field }) }
  }
}
