import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import type { UsageTotals } from '@/lib/usage/count'
import { formatCursor } from '@/lib/usage/cursor'
import { screenRecordsMax } from '@/lib/usage/limits'
import { formatPeriod } from '@/lib/usage/period'
import type { UsagePage } from '@/lib/usage/read-page'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { ResultHeading } from './result-heading'
import { ResultTotals } from './result-totals'
import { UsagePages } from './usage-pages'
import { UsageTable } from './usage-table'

interface UsageResultProps {
  contractNumber: string
  search: UsageSearch
  totals: UsageTotals
  page: UsagePage
}

/** The result of a search on screen: heading, totals, rows and the way to the other pages. */
export function UsageResult({ contractNumber, search, totals, page }: UsageResultProps) {
  const t = useTranslations('usage.result')
  const parameters = usageSearchParameters(search)
  const listCursor = search.cursor && formatCursor(search.cursor)
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4">
      {search.output !== 'screen' && <Notice kind="warning">{t('screenOnly')}</Notice>}
      <ResultHeading
        period={formatPeriod(search)}
        contractNumber={contractNumber}
        kind={t(`kind${search.by}`)}
        hits={totals.records}
      />
      {totals.records === 0 ? (
        <Notice kind="information">{t('none')}</Notice>
      ) : (
        <>
          <ResultTotals kind={search.by} totals={totals} />
          {totals.records > screenRecordsMax && <Notice kind="warning">{t('capped')}</Notice>}
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
