import { useFormatter, useTranslations } from 'next-intl'
import type { ExportSet } from '@/lib/exports/find-export'
import { formatJapanTime } from '@/lib/time/japan-time'
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
    { label: t('search.period'), value: formatPeriod(set.search) },
    { label: t('search.contract'), value: contractNumber },
    { label: t('search.kind'), value: usage(`result.kind${set.search.by}`) },
    { label: t('search.records'), value: format.number(set.recordsTotal) },
    { label: t('search.encoding'), value: usage(`download.encodings.${set.encoding}`) },
    ...(set.formulas === 'asis'
      ? [{ label: t('search.formulas'), value: usage('download.formulasAsIs') }]
      : []),
    ...times,
  ]
  return (
    <dl className="grid gap-x-6 sm:grid-cols-[auto_1fr]">
      {lines.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-solid-gray-700 max-sm:mt-2">{label}</dt>
          <dd className="break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
