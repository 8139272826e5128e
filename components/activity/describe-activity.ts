import type { useTranslations } from 'next-intl'
import type { ActivityRecord } from '@/lib/audit/read-activity'
import { formatJapanTime } from '@/lib/time/japan-time'

type Texts = ReturnType<typeof useTranslations<'activity'>>

/** The columns of an account's events, in their order; screen and CSV share them (`activity.columns.<key>`). */
export const activityColumns = ['at', 'kind', 'actor', 'address', 'userAgent', 'detail'] as const

const timePattern = 'yyyy/MM/dd HH:mm:ss'

/** An event in words, one text a column. */
export function describeActivity(
  record: ActivityRecord,
  t: Texts,
): Record<(typeof activityColumns)[number], string> {
  return {
    at: formatJapanTime(record.at, timePattern),
    kind: wordFor('kinds', record.kind, t) ?? record.kind,
    actor: t(`actors.${record.actor}`),
    address: record.sourceAddress ?? '',
    userAgent: record.userAgent ?? '',
    detail: describeDetail(record, t),
  }
}

/** What an event noted beside its kind, as far as it is the customer's to know. */
function describeDetail({ kind, detail }: ActivityRecord, t: Texts): string {
  const { reason, until, enabled, multiFactor } = detail
  switch (kind) {
    case 'signInFailure':
    case 'passwordChangeFailure':
    case 'addressChangeFailure':
      return wordFor('reasons', reason, t) ?? ''
    case 'lock':
      return typeof until === 'string'
        ? t('details.lockedUntil', { until: formatJapanTime(new Date(until), timePattern) })
        : ''
    case 'multiFactorSet':
      return t(enabled === true ? 'details.multiFactorOn' : 'details.multiFactorOff')
    case 'accountCreated':
      return t(multiFactor === true ? 'details.multiFactorOn' : 'details.multiFactorOff')
    default:
      return ''
  }
}

/** The word for a value that the trail holds; undefined for one that a newer version has written. */
function wordFor(group: 'kinds' | 'reasons', value: unknown, t: Texts): string | undefined {
  const key = `${group}.${String(value)}` as 'kinds.signIn'
  return t.has(key) ? t(key) : undefined
}
