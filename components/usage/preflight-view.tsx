import { useFormatter, useTranslations } from 'next-intl'
import { bulkFiles, outputFit, outputRecordsMax } from '@/lib/usage/outputs'
import type { Preflight } from '@/lib/usage/preflight'
import { usageKinds, usageOutputs, type UsageKind, type UsageSearch } from '@/lib/usage/search'
import { OfferedPeriods } from './offered-periods'

interface PreflightViewProps {
  search: Omit<UsageSearch, 'cursor'>
  preflight: Record<UsageKind, Preflight>
}

const marks = { fits: '○', tooMany: '×', none: '-' }

/** What a period holds, by call and by destination, which outputs hold it, and what to ask for where they do not. */
export function PreflightView({ search, preflight }: PreflightViewProps) {
  const t = useTranslations('usage.preflight')
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {usageKinds.map((kind) => {
        const { totals, offers } = preflight[kind]
        return (
          <section
            key={kind}
            aria-label={t(`kind.${kind}`)}
            className="flex flex-col gap-3 rounded-8 border border-solid-gray-300 bg-white px-4 py-3"
          >
            <h3 className="font-bold">{t(`kind.${kind}`)}</h3>
            <Figures kind={kind} totals={totals} />
            <Fits records={totals.records} />
            {offers && (
              <OfferedPeriods search={search} kind={kind} records={totals.records} offers={offers} />
            )}
          </section>
        )
      })}
    </div>
  )
}

function Figures({ kind, totals }: { kind: UsageKind; totals: Preflight['totals'] }) {
  const t = useTranslations('usage.preflight')
  const format = useFormatter()
  const figures = [
    { label: t('records'), value: totals.records },
    { label: t('destinations'), value: totals.destinations },
    { label: t(`sentPages.${kind}`), value: totals.sentPages },
    { label: t('charge'), value: totals.charge },
  ]
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1 sm:grid-cols-4">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt className="text-14 text-solid-gray-700">{label}</dt>
          <dd className="font-bold tabular-nums">{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Fits({ records }: { records: number }) {
  const t = useTranslations('usage.preflight')
  return (
    <ul className="flex flex-col gap-0.5 text-14">
      {usageOutputs.map((output) => {
        const fit = outputFit(records, output)
        const what = { max: outputRecordsMax[output], files: bulkFiles(records) }
        return (
          <li key={output} className="flex gap-2">
            <span aria-hidden className="w-4 shrink-0 text-center font-bold">
              {marks[fit]}
            </span>
            <span>
              {t(`output.${output}`)}: {t(fit === 'none' ? 'fit.none' : `fit.${output}.${fit}`, what)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
