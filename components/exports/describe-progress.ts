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
  /** What is read out of it: nothing that changes with each record. */
  quarterText: string
}

export function describeProgress(set: ExportSet, t: Texts): ExportProgress {
  const { exportId, state, recordsDone, recordsTotal, waitingBefore } = set
  const waiting = () =>
    waitingBefore > 0 ? t('progress.waitingBefore', { count: waitingBefore }) : t('progress.waitingNext')
  const progressText =
    state === 'waiting' ? waiting() : t('progress.done', { done: recordsDone, total: recordsTotal })
  const percent = Math.floor((4 * recordsDone) / recordsTotal) * 25
  const quarterText = state === 'running' && percent > 0 ? t('progress.quarter', { percent }) : ''
  const stateText = t(`states.${state}`)
  return { exportId, state, recordsDone, recordsTotal, stateText, progressText, quarterText }
}
