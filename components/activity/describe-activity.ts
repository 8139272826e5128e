import type { useTranslations } from 'next-intl'
import type { ActivityRecord } from '@/lib/audit/read-activity'
import type { Locale } from '@/lib/i18n/locale'
import { monthText } from '@/lib/time/date-text'
import { isJapanMonth } from '@/lib/time/japan-month'
import { recordTimeText, secondText } from '@/lib/time/time-text'
import { parseDestinationRange } from '@/lib/usage/call-destinations'
import { formatPeriod } from '@/lib/usage/period'
import { parseUsageSearch } from '@/lib/usage/parse-search'
import { usageSearchFields } from '@/lib/usage/search'

type Texts = ReturnType<typeof useTranslations<'activity'>>

/** The columns of an account's events, in their order; screen and CSV share them (`activity.columns.<key>`). */
export const activityColumns = ['at', 'kind', 'actor', 'address', 'userAgent', 'detail'] as const

/** An event in words, one text a column. */
export function describeActivity(
  record: ActivityRecord,
  t: Texts,
  locale: Locale,
): Record<(typeof activityColumns)[number], string> {
  return {
    at: secondText(record.at, locale),
    kind: wordFor('kinds', record.kind, t) ?? record.kind,
    actor: t(`actors.${record.actor}`, { key: record.keyName ?? '' }),
    address: record.sourceAddress ?? '',
    userAgent: record.userAgent ?? '',
    detail: describeDetail(record, t, locale),
  }
}

/** What an event noted beside its kind, as far as it is the customer's to know. */
function describeDetail({ kind, at, detail }: ActivityRecord, t: Texts, locale: Locale): string {
  const { reason, enabled, multiFactor } = detail
  switch (kind) {
    case 'signIn':
      return detail.newPlace === true ? t('details.newPlace') : ''
    case 'otherSessionsEnded':
      return typeof detail.count === 'number' ? t('details.sessionsEnded', { count: detail.count }) : ''
    case 'signInFailure':
    case 'sessionEndFailure':
    case 'keyCreationFailure':
    case 'passwordChangeFailure':
    case 'addressChangeFailure':
      return wordFor('reasons', reason, t) ?? ''
    case 'lock': {
      const until = timeOf(detail.until)
      return until ? t('details.lockedUntil', { until: secondText(until, locale) }) : ''
    }
    case 'search':
      return describeSearch(detail, at, t, locale)
    case 'statementViewed':
    case 'statementDownloaded':
      return describeStatement(detail, t, locale)
    case 'exportRequested':
      return detail.callId === undefined ? describeSearch(detail, at, t, locale) : describeCall(detail, t)
    case 'downloadStarted':
      return detail.head === true ? t('details.headOnly') : ''
    case 'exportDownloaded': {
      const file = typeof detail.file === 'string' ? detail.file : ''
      return detail.head === true ? t('details.headOnlyOf', { file }) : file
    }
    case 'searchSaved':
      return detail.replaced === true ? t('details.searchReplaced') : ''
    case 'numberNamesChanged':
      return describeCounts(detail, t)
    case 'standingExportSet':
      return t(detail.by === 'destination' ? 'details.byDestination' : 'details.byCall')
    case 'alertSet':
    case 'alertMailed':
    case 'alertWithdrawn':
      return describeAmount(detail, t, locale)
    case 'callViewed':
      return describeCall(detail, t)
    case 'keyCreated':
    case 'keyRevoked':
      return describeKey(detail, t)
    case 'multiFactorSet':
      return t(enabled === true ? 'details.multiFactorOn' : 'details.multiFactorOff')
    case 'roleSet':
      return describeRole(detail, t)
    case 'accountCreated':
      return t(multiFactor === true ? 'details.multiFactorOn' : 'details.multiFactorOff')
    default:
      return ''
  }
}

/** What an account may do and see since; nothing of a role that this version does not know. */
function describeRole({ role, masksNumbers, departments }: Record<string, unknown>, t: Texts): string {
  if (role === 'administrator') return t('details.administrator')
  if (role !== 'reader') return ''
  const text = t(masksNumbers === true ? 'details.maskedReader' : 'details.reader')
  return typeof departments === 'string' ? t('details.limited', { role: text, departments }) : text
}

/** How many names were added, changed and removed; nothing of counts that cannot be read. */
function describeCounts({ added, changed, removed }: Record<string, unknown>, t: Texts): string {
  if (typeof added !== 'number' || typeof changed !== 'number' || typeof removed !== 'number') return ''
  return t('details.namesChanged', { added, changed, removed })
}

/** An amount of yen, and the month that passed it where there is one; nothing of an amount that cannot be read. */
function describeAmount(detail: Record<string, unknown>, t: Texts, locale: Locale): string {
  const amount = Number(detail.amount)
  if (!Number.isSafeInteger(amount)) return ''
  const { month } = detail
  if (typeof month !== 'string' || !isJapanMonth(month)) return t('details.amount', { amount })
  return t('details.amountOfMonth', { month: monthText(month, locale), amount })
}

/** A key by its name and whose account it acts for. */
function describeKey({ key, userId }: Record<string, unknown>, t: Texts): string {
  return typeof key === 'string' && typeof userId === 'string' ? t('details.key', { key, userId }) : ''
}

/** A search as it was asked for, read by the rule that let it through then; nothing of one that cannot be read. */
function describeSearch(detail: Record<string, unknown>, at: Date, t: Texts, locale: Locale): string {
  const fields = usageSearchFields.map((field) => [field, detail[field]] as const)
  if (fields.some(([, value]) => typeof value !== 'string')) return ''
  const parsed = parseUsageSearch(Object.fromEntries(fields) as Record<string, string>, at)
  if (parsed.state !== 'accepted') return ''
  const search = t(`details.${parsed.search.by}Search`, { period: formatPeriod(parsed.search, locale) })
  return detail.filter === undefined ? search : t('details.narrowed', { search })
}

/** A month's sheet by its month and what it counts. */
function describeStatement({ month, by }: Record<string, unknown>, t: Texts, locale: Locale): string {
  if (typeof month !== 'string' || !isJapanMonth(month)) return ''
  const kind = t(by === 'destination' ? 'details.byDestination' : 'details.byCall')
  return t('details.statement', { month: monthText(month, locale), kind })
}

/** A call by its time, and the range of its destinations where there is one. */
function describeCall(detail: Record<string, unknown>, t: Texts): string {
  const time = timeOf(detail.calledAt)
  if (!time) return ''
  const calledAt = recordTimeText(time)
  const { numbers } = parseDestinationRange(detail) ?? {}
  return numbers ? t('details.callRange', { calledAt, ...numbers }) : t('details.call', { calledAt })
}

/** A time that the trail holds; undefined for any other value. */
function timeOf(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : NaN)
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** The word for a value that the trail holds; undefined for one that a newer version has written. */
function wordFor(group: 'kinds' | 'reasons', value: unknown, t: Texts): string | undefined {
  const key = `${group}.${String(value)}` as 'kinds.signIn'
  return t.has(key) ? t(key) : undefined
}
