import { useLocale, useTranslations } from 'next-intl'
import type { ExportSet } from '@/lib/exports/find-export'
import { minuteText } from '@/lib/time/time-text'
import { describeProgress } from './describe-progress'
import { LiveProgress } from './live-progress'

const looks = {
  waiting: 'information',
  running: 'information',
  ready: 'success',
  expired: 'information',
  failed: 'error',
  cancelled: 'warning',
} as const

/** What has become of a set, in words, and what can be done now. */
export function ExportState({ set }: { set: ExportSet }) {
  const t = useTranslations('exports')
  const locale = useLocale()
  const { state, failure, expiresAt, target } = set
  const until = expiresAt ? minuteText(expiresAt, locale) : ''
  const hint = () => {
    if (state === 'waiting' || state === 'running') return undefined
    if (state !== 'failed') return t(`stateHints.${state}`, { until })
    return t(`failures.${failure ?? 'unexpected'}`, { of: 'call' in target ? 'call' : 'search' })
  }
  return (
    <LiveProgress
      progress={describeProgress(set, t)}
      look={looks[state]}
      label={t('progress.label')}
      hint={hint()}
    />
  )
}
