import { useFormatter, useTranslations } from 'next-intl'
import { describeConditions } from '@/components/usage/describe-conditions'
import type { Formats, UsageTexts } from '@/components/usage/usage-texts'
import type { ExportSet } from '@/lib/exports/find-export'
import { formatJapanTime } from '@/lib/time/japan-time'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { formatPeriod } from '@/lib/usage/period'

const timePattern = 'yyyy/MM/dd HH:mm:ss'

/** What a set was made of, and when. */
export function ExportSearch({ set, contractNumber }: { set: ExportSet; contractNumber: string }) {
  const t = useTranslations('exports')
  const usage = useTranslations('usage')
  const format = useFormatter()
  const times = (['requestedAt', 'asOf', 'finishedAt', 'expiresAt'] as const).flatMap((name) => {
    const time = set[name]
    return time ? [{ label: t(`search.${name}`), value: formatJapanTime(time, timePattern) }] : []
  })
  const lines = [
    ...searchedLines(set.target, contractNumber, t, usage, format),
    { label: t('search.records'), value: format.number(set.recordsTotal) },
    { label: t('search.encoding'), value: usage(`download.encodings.${set.encoding}`) },
    ...(set.formulas === 'asis'
      ? [{ label: t('search.formulas'), value: usage('download.formulasAsIs') }]
      : []),
    ...(set.withNames ? [{ label: t('search.names'), value: t('search.namesOfThen') }] : []),
    ...times,
  ]
  return (
    <dl className="grid gap-x-6 sm:grid-cols-[auto_1fr]">
      {lines.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-quiet max-sm:mt-2">{label}</dt>
          <dd className="break-words tabular-nums">{value}</dd>
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
) {
  const contract = { label: t('search.contract'), value: contractNumber }
  if ('search' in target) {
    const { filter, by } = target.search
    const narrowedTo = describeConditions(filter?.conditions ?? {}, by, usage, format)
    return [
      { label: t('search.period'), value: formatPeriod(target.search) },
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
    { label: t('search.calledAt'), value: formatJapanTime(calledAt, timePattern) },
    {
      label: usage('call.numbers'),
      value: numbers ? usage('call.range', { ...numbers }) : usage('call.allNumbers'),
    },
  ]
}
