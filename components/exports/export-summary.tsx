import { useLocale, useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import type { ExportSet } from '@/lib/exports/find-export'
import { paths } from '@/lib/paths'
import { minuteText } from '@/lib/time/time-text'
import { describeProgress } from './describe-progress'

/** How the user's set stands, in a line that leads to it. */
export function ExportSummary({ set }: { set: ExportSet }) {
  const t = useTranslations('exports')
  const locale = useLocale()
  const { stateText, progressText, state } = describeProgress(set, t)
  const until = set.expiresAt && minuteText(set.expiresAt, locale)
  const more = () => {
    if (state === 'waiting' || state === 'running') return progressText
    return state === 'ready' && until ? t('stateHints.ready', { until }) : ''
  }
  return (
    <>
      <TextLink href={paths.exports()}>{stateText}</TextLink> {more()}
    </>
  )
}
