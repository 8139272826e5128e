import { useFormatter, useTranslations } from 'next-intl'
import type { UsageTotals } from '@/lib/usage/count'
import type { UsageKind } from '@/lib/usage/search'

/** Of a single call, 課金枚数 may be absent, and is then left out. */
type Totals = Pick<UsageTotals, 'destinations' | 'acceptedPages' | 'sentPages' | 'charge'> & {
  billedPages: bigint | null
}

/** Exact totals of the whole search, whichever page of it is shown. */
export function ResultTotals({ kind, totals }: { kind: UsageKind; totals: Totals }) {
  const t = useTranslations('usage.result')
  const format = useFormatter()
  const pagesOf = kind === 'call' ? '' : 'OfDestinations'
  const figures: { label: string; value: bigint; unit?: string }[] = [
    { label: t('totalDestinations'), value: totals.destinations },
    ...(kind === 'call' ? [{ label: t('totalAcceptedPages'), value: totals.acceptedPages }] : []),
    { label: t(`totalSentPages${pagesOf}`), value: totals.sentPages },
    ...(totals.billedPages === null
      ? []
      : [{ label: t(`totalBilledPages${pagesOf}`), value: totals.billedPages }]),
    { label: t('totalCharge'), value: totals.charge, unit: t('yen') },
  ]
  return (
    <section aria-label={t('totals')} className="rounded-8 border border-solid-gray-300 px-5 py-3">
      <dl className="flex flex-wrap gap-x-10 gap-y-2">
        {figures.map(({ label, value, unit }) => (
          <div key={label}>
            <dt className="text-14 text-solid-gray-700">{label}</dt>
            <dd className="text-right text-18 font-bold tabular-nums">
              <data value={String(value)}>{format.number(value)}</data>
              {unit && <span className="ml-1 text-14 font-normal">{unit}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
