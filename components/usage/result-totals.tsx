import { useFormatter, useTranslations } from 'next-intl'
import type { UsageTotals } from '@/lib/usage/totals'
import type { UsageKind } from '@/lib/usage/search'
import type { ResultTimes } from './result-times'

interface ResultTotalsProps {
  kind: UsageKind
  totals: UsageTotals
  span?: ResultTimes['span']
}

/** Exact totals of the whole search, whichever page of it is shown: what ties it to a bill. */
export function ResultTotals({ kind, totals, span }: ResultTotalsProps) {
  const t = useTranslations('usage.result')
  const format = useFormatter()
  const pagesOf = kind === 'call' ? '' : 'OfDestinations'
  const figures: { label: string; value: bigint }[] = [
    { label: t('totalDestinations'), value: totals.destinations },
    ...(kind === 'call' ? [{ label: t('totalAcceptedPages'), value: totals.acceptedPages }] : []),
    { label: t(`totalSentPages${pagesOf}`), value: totals.sentPages },
    { label: t(`totalBilledPages${pagesOf}`), value: totals.billedPages },
    { label: t('inYen', { heading: t('totalCharge') }), value: totals.charge },
  ]
  return (
    <section aria-label={t('totals')} className="rounded-8 border border-line px-4 py-1">
      <dl className="flex flex-wrap gap-x-6 gap-y-1 leading-snug tabular-nums xl:gap-x-8 [&_dd]:font-bold [&_dt]:text-14 [&_dt]:text-quiet">
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="text-right">
              <data value={String(value)}>{format.number(value)}</data>
            </dd>
          </div>
        ))}
        {span &&
          (['first', 'last'] as const).map((end) => (
            <div key={end}>
              <dt>{t(`${end}CalledAt`)}</dt>
              <dd>{span[end]}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
