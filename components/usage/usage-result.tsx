import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { FoundUsage } from '@/lib/usage/find-usage'
import { formatCursor } from '@/lib/usage/cursor'
import { formatPeriod } from '@/lib/usage/period'
import type { UsagePage } from '@/lib/usage/read-page'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { OfferedPeriods } from './offered-periods'
import { ResultHeading } from './result-heading'
import { ResultTotals } from './result-totals'
import { UsagePages } from './usage-pages'
import { UsageTable } from './usage-table'

interface UsageResultProps {
  contractNumber: string
  search: UsageSearch
  found: FoundUsage
  page: UsagePage
}

/** The result of a search on screen: heading, totals, rows and the way to the other pages. */
export function UsageResult({ contractNumber, search, found, page }: UsageResultProps) {
  const t = useTranslations('usage.result')
  const { totals, offers } = found.preflight[search.by]
  const parameters = usageSearchParameters(search)
  const listCursor = search.cursor && formatCursor(search.cursor)
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4">
      <ResultHeading
        period={formatPeriod(search)}
        contractNumber={contractNumber}
        kind={t(`kind${search.by}`)}
        hits={totals.records}
        asOf={found.asOf}
      />
      {totals.records === 0 ? (
        <Notice kind="information">{t('none')}</Notice>
      ) : (
        <>
          <ResultTotals kind={search.by} totals={totals} span={found.span} />
          {offers && (
            <Notice kind="warning" title={t('capped')}>
              <div className="print:hidden">
                <OfferedPeriods search={search} kind={search.by} records={totals.records} offers={offers} />
              </div>
            </Notice>
          )}
          <UsagePages page={page} address={(cursor) => paths.usage({ ...parameters, cursor })}>
            <UsageTable
              kind={search.by}
              page={page}
              callAddress={
                search.by === 'call'
                  ? (record) => paths.call(record.callId, { ...parameters, listCursor })
                  : undefined
              }
            />
          </UsagePages>
        </>
      )}
      <p className="text-center">{t('closing')}</p>
    </section>
  )
}
