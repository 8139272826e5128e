import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { PeriodShortcut } from '@/lib/usage/shortcuts'

interface SavedSearchNotYetProps {
  name: string
  /** Periods for which the same search can be run today, as parameters of its address. */
  others: { period: PeriodShortcut; parameters: Record<string, string> }[]
}

/** Why a search of 今月 cannot be run on the first day of a month, and what can be run instead. */
export function SavedSearchNotYet({ name, others }: SavedSearchNotYetProps) {
  const t = useTranslations('usage')
  return (
    <>
      <Notice kind="information" title={t('saved.notYet.title', { name })}>
        <p className="mt-2">{t('saved.notYet.reason')}</p>
        <p className="mt-2">{t('saved.notYet.instead')}</p>
        <ul className="mt-2 list-disc pl-6">
          {others.map(({ period, parameters }) => (
            <li key={period} className="py-1">
              <TextLink href={paths.usage(parameters)}>
                {t('saved.notYet.run', { period: t(`shortcuts.${period}`) })}
              </TextLink>
            </li>
          ))}
        </ul>
      </Notice>
      <p>
        <TextLink href={paths.savedSearches()}>{t('saved.edit.back')}</TextLink>
      </p>
    </>
  )
}
