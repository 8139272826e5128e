import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { ExportSet } from '@/lib/exports/find-export'
import { formatJapanTime } from '@/lib/time/japan-time'
import { describeProgress } from './describe-progress'
import { LiveProgress } from './live-progress'

const looks = { ready: 'success', expired: 'information', failed: 'error', cancelled: 'warning' } as const

/** What has become of a set, in words, and what can be done now. */
export function ExportState({ set }: { set: ExportSet }) {
  const t = useTranslations('exports')
  const { state, failure, expiresAt, target } = set
  if (state === 'waiting' || state === 'running')
    return <LiveProgress progress={describeProgress(set, t)} label={t('progress.label')} />
  const until = expiresAt ? formatJapanTime(expiresAt, 'yyyy/MM/dd HH:mm') : ''
  return (
    <Notice kind={looks[state]}>
      <p role="status" className="text-20 font-bold">
        {t(`states.${state}`)}
      </p>
      <p className="mt-1">
        {state === 'failed'
          ? t(`failures.${failure ?? 'unexpected'}`, { of: 'call' in target ? 'call' : 'search' })
          : t(`stateHints.${state}`, { until })}
      </p>
    </Notice>
  )
}
