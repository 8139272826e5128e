import type { useTranslations } from 'next-intl'
import type { ExportSet } from '@/lib/exports/find-export'

type Texts = ReturnType<typeof useTranslations<'exports'>>

/** How far a set has come, as the page and what it polls say it. */
export interface ExportProgress {
  exportId: string
  state: ExportSet['state']
  recordsDone: number
  recordsTotal: number
  /** In words. */
  stateText: string
  progressText: string
}

export function describeProgress(set: ExportSet, t: Texts): ExportProgress {
  const { exportId, state, recordsDone, recordsTotal, waitingBefore } = set
  const waiting = () =>
    waitingBefore > 0 ? t('progress.waitingBefore', { count: waitingBefore }) : t('progress.waitingNext')
  const progressText =
    state === 'waiting' ? waiting() : t('progress.done', { done: recordsDone, total: recordsTotal })
  return { exportId, state, recordsDone, recordsTotal, stateText: t(`states.${state}`), progressText }
}
