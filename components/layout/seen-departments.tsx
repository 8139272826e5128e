import { useTranslations } from 'next-intl'
import { DataText } from '@/components/ui/data-text'
import type { SeenCallers } from '@/lib/auth/seen-callers'

/**
 * Says on each page, and on paper, to which departments an account is limited, so that nobody takes a part of the bill for
 * the bill; nothing to others.
 */
export function SeenDepartments({ callers }: { callers: SeenCallers }) {
  const t = useTranslations('departments')
  if (callers === 'all') return null
  return (
    <p className="mb-2 text-14 leading-snug">
      <DataText>{t('shown', { departments: callers.departments.join('、') })}</DataText>
      {callers.numbers.length === 0 && ` ${t('none')}`}
    </p>
  )
}
