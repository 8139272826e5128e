import { useFormatter, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { cardClass } from '@/components/ui/surfaces'
import { bulkFiles, outputFit, outputRecordsMax } from '@/lib/usage/outputs'
import type { Preflight } from '@/lib/usage/preflight'
import { usageKinds, usageOutputs, type UsageKind, type UsageSearch } from '@/lib/usage/search'
import { OfferedPeriods } from './offered-periods'

interface PreflightViewProps {
  search: Omit<UsageSearch, 'cursor'>
  preflight: Record<UsageKind, Preflight>
}

/** Marks before a line, for the eye alone: its words say the same. */
const marks = {
  fits: "before:content-['○'/'']",
  tooMany: "before:content-['×'/'']",
  none: "before:content-['-'/'']",
}

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
            className={classNames('flex flex-col gap-3 bg-page', cardClass)}
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
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1 tabular-nums sm:grid-cols-4 [&_dd]:font-bold [&_dt]:text-14 [&_dt]:text-quiet">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Fits({ records }: { records: number }) {
  const t = useTranslations('usage.preflight')
  return (
    <ul className="flex flex-col gap-1 text-14">
      {usageOutputs.map((output) => {
        const fit = outputFit(records, output)
        const what = { max: outputRecordsMax[output], files: bulkFiles(records) }
        return (
          <li
            key={output}
            className={classNames(
              'pl-6 -indent-6 before:inline-block before:w-6 before:text-center before:indent-0 before:font-bold',
              marks[fit],
            )}
          >
            {`${t(`output.${output}`)}: ${t(fit === 'none' ? 'fit.none' : `fit.${output}.${fit}`, what)}`}
          </li>
        )
      })}
    </ul>
  )
}
