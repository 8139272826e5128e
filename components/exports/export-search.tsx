import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Phrases } from '@/components/ui/phrases'
import { describeConditions } from '@/components/usage/describe-conditions'
import type { Formats, UsageTexts } from '@/components/usage/usage-texts'
import type { ExportSet } from '@/lib/exports/find-export'
import type { Locale } from '@/lib/i18n/locale'
import { monthText } from '@/lib/time/date-text'
import { recordTimeText, secondText } from '@/lib/time/time-text'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { formatPeriod } from '@/lib/usage/period'

interface ExportSearchProps {
  set: ExportSet
  contractNumber: string
  /** Where nothing else says how the set stands. */
  withState?: boolean
}

/** What a set was made of, and when. */
export function ExportSearch({ set, contractNumber, withState }: ExportSearchProps) {
  const t = useTranslations('exports')
  const usage = useTranslations('usage')
  const format = useFormatter()
  const locale = useLocale()
  const times = (['requestedAt', 'asOf', 'finishedAt', 'expiresAt'] as const).flatMap((name) => {
    const time = set[name]
    return time ? [{ label: t(`search.${name}`), value: secondText(time, locale) }] : []
  })
  const lines = [
    ...(withState ? [{ label: t('search.state'), value: t(`states.${set.state}`) }] : []),
    ...searchedLines(set.target, contractNumber, t, usage, format, locale),
    { label: t('search.records'), value: format.number(set.recordsTotal) },
    { label: t('search.encoding'), value: usage(`download.encodings.${set.encoding}`) },
    ...(set.formulas === 'asis'
      ? [{ label: t('search.formulas'), value: usage('download.formulasAsIs') }]
      : []),
    ...(set.withNames ? [{ label: t('search.names'), value: t('search.namesOfThen') }] : []),
    ...(set.standingMonth
      ? [
          {
            label: t('search.standing'),
            value: t('search.standingOf', { month: monthText(set.standingMonth, locale) }),
          },
        ]
      : []),
    ...times,
  ]
  return (
    <dl className="grid gap-x-6 sm:grid-cols-[auto_1fr]">
      {lines.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-quiet max-sm:mt-2">{label}</dt>
          <dd className="break-keep tabular-nums">
            <Phrases>{value}</Phrases>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function searchedLines(
  target: DownloadTarget,
  contractNumber: string,
  t: ReturnType<typeof useTranslations<'exports'>>,
  usage: UsageTexts,
  format: Formats,
  locale: Locale,
) {
  const contract = { label: t('search.contract'), value: contractNumber }
  if ('search' in target) {
    const { filter, by } = target.search
    const narrowedTo = describeConditions(filter?.conditions ?? {}, by, usage, format)
    return [
      { label: t('search.period'), value: formatPeriod(target.search, locale) },
      contract,
      { label: t('search.kind'), value: usage(`result.kind${by}`) },
      ...(narrowedTo.length > 0
        ? [{ label: usage('result.narrowedTo'), value: narrowedTo.join(' / ') }]
        : []),
    ]
  }
  const { calledAt, numbers } = target.call
  return [
    contract,
    { label: t('search.kind'), value: usage('call.kind') },
    { label: t('search.calledAt'), value: recordTimeText(calledAt) },
    {
      label: usage('call.numbers'),
      value: numbers ? usage('call.range', { ...numbers }) : usage('call.allNumbers'),
    },
  ]
}
