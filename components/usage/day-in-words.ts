import { useTranslations } from 'next-intl'
import type { JapanDate } from '@/lib/time/japan-time'

/** A day in a sentence, by the language's own form. */
export function useDayInWords() {
  const t = useTranslations('dates')
  return (date: JapanDate) => {
    const [year, month, day] = date.split('-') as [string, string, string]
    return t('day', { year, month, day })
  }
}
