import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { cardClass } from '@/components/ui/surfaces'
import { filePaths } from '@/lib/file-paths'
import type { CallOfHour } from '@/lib/usage/calls-of-hour'
import type { FileOffer } from '@/lib/usage/file-offer'
import { outputFit } from '@/lib/usage/outputs'
import { formatPeriod } from '@/lib/usage/period'
import type { SearchResult } from '@/lib/usage/run-search'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { DownloadForm } from './download-form'
import { LargestCalls } from './largest-calls'
import { resultTimes } from './result-times'
import { UsageResult } from './usage-result'

interface UsageAnswerProps {
  contractNumber: string
  search: UsageSearch
  result: SearchResult
  /** Of an hour that no file holds. */
  largestCalls?: CallOfHour[]
  file: FileOffer
  /** Takes a bulk export of the search. */
  bulkRequest: ReactNode
  /** Saves the search. */
  saving?: ReactNode
}

/** The answer to a search, by its output: rows, or the way to a file; nothing where the cursor names no page. */
export function UsageAnswer({
  contractNumber,
  search,
  result,
  largestCalls,
  file,
  bulkRequest,
  saving,
}: UsageAnswerProps) {
  const t = useTranslations('usage.download')
  const locale = useLocale()
  const page = search.output === 'screen' ? result.page : undefined
  if (search.output === 'screen' && !page) return null
  const counted = result.preflight[search.by]
  const { asOf, span } = resultTimes(result, locale)
  const fits = outputFit(counted.totals.records, search.output) === 'fits'
  return (
    <UsageResult
      contractNumber={contractNumber}
      search={search}
      period={formatPeriod(search, locale)}
      counted={counted}
      span={span}
      asOf={asOf}
      page={page}
      saving={saving}
      instead={
        largestCalls && <LargestCalls search={search} records={counted.totals.records} calls={largestCalls} />
      }
    >
      {fits && search.output === 'csv' && (
        <div className={classNames('flex flex-col gap-4 print:hidden', cardClass)}>
          <h2 className="text-20 font-bold">{t('title')}</h2>
          <DownloadForm
            action={filePaths.download()}
            parameters={usageSearchParameters(search)}
            file={file}
          />
        </div>
      )}
      {fits && search.output === 'bulk' && bulkRequest}
    </UsageResult>
  )
}
