import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import type { FoundUsage } from '@/lib/usage/find-usage'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { DownloadForm } from './download-form'
import { FileResult } from './file-result'
import { UsageResult } from './usage-result'

interface UsageAnswerProps {
  contractNumber: string
  search: UsageSearch
  found: FoundUsage
  encoding: FileEncoding
  /** Takes a bulk export of the search. */
  bulkRequest: ReactNode
}

/** What a search is answered with, by its output: rows, or the way to a file. */
export function UsageAnswer({ search, found, encoding, bulkRequest, ...owner }: UsageAnswerProps) {
  if (search.output === 'screen')
    return found.page && <UsageResult {...owner} search={search} found={found} page={found.page} />
  return (
    <FileResult {...owner} search={search} found={found}>
      {search.output === 'bulk' ? (
        bulkRequest
      ) : (
        <DownloadForm
          action={paths.download()}
          parameters={usageSearchParameters(search)}
          encoding={encoding}
        />
      )}
    </FileResult>
  )
}
