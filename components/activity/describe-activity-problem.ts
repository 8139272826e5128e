import type { useTranslations } from 'next-intl'
import type { FieldError } from '@/components/form/error-summary'
import type { ActivityProblem } from '@/lib/audit/activity-filter'
import type { Locale } from '@/lib/i18n/locale'
import { dayText } from '@/lib/time/date-text'

/** Puts what is wrong with a filter into words, and ties it to the field that mends it. */
export function describeActivityProblem(
  problem: ActivityProblem,
  t: ReturnType<typeof useTranslations<'activity'>>,
  locale: Locale,
): FieldError {
  // The page of a result is chosen by its links: no field of the form can mend it.
  if (problem.field === 'cursor') return { message: t('problems.cursorUnknown') }
  const field = t(`form.${problem.field}`)
  switch (problem.code) {
    case 'afterToday': {
      const latest = dayText(problem.latest, locale)
      return { field: problem.field, message: t('problems.afterToday', { field, latest }) }
    }
    case 'unknownValue':
    case 'noSuchDay':
      return { field: problem.field, message: t(`problems.${problem.code}`, { field, value: problem.value }) }
    case 'endBeforeStart':
      return { field: problem.field, message: t('problems.endBeforeStart') }
    default:
      return { field: problem.field, message: t(`problems.${problem.code}`, { field }) }
  }
}
