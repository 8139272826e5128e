import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { outputFit } from '@/lib/usage/outputs'
import { formatPeriod } from '@/lib/usage/period'
import type { FoundUsage } from '@/lib/usage/find-usage'
import type { UsageSearch } from '@/lib/usage/search'
import { OfferedPeriods } from './offered-periods'
import { ResultHeading } from './result-heading'
import { ResultTotals } from './result-totals'

interface FileResultProps {
  contractNumber: string
  search: UsageSearch
  found: FoundUsage
  /** What takes the file, where it fits. */
  children: ReactNode
}

/** A search for a file: what the file will hold, and the way to it, or why there is none and what to do. */
export function FileResult({ contractNumber, search, found, children }: FileResultProps) {
  const t = useTranslations('usage.result')
  const { totals, offers } = found.preflight[search.by]
  const fit = outputFit(totals.records, search.output)
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4">
      <ResultHeading
        period={formatPeriod(search)}
        contractNumber={contractNumber}
        kind={t(`kind${search.by}`)}
        hits={totals.records}
        asOf={found.asOf}
      />
      {fit === 'none' && <Notice kind="information">{t('noneForFile')}</Notice>}
      {fit !== 'none' && <ResultTotals kind={search.by} totals={totals} span={found.span} />}
      {offers && (
        <Notice kind="warning">
          <OfferedPeriods search={search} kind={search.by} records={totals.records} offers={offers} />
        </Notice>
      )}
      {fit === 'fits' && children}
      <p className="text-center">{t('closing')}</p>
    </section>
  )
}
