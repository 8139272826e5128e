import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { requestExportAction } from '@/app/(portal)/exports/export-actions'
import { BulkRequest } from '@/components/exports/bulk-request'
import { ErrorSummary } from '@/components/form/error-summary'
import { PageTitle } from '@/components/ui/page-title'
import { describeProblem } from '@/components/usage/describe-problem'
import { UsageForm } from '@/components/usage/usage-form'
import { UsageResult } from '@/components/usage/usage-result'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { findReplaceableExport } from '@/lib/exports/find-export'
import { addressOf, paths } from '@/lib/paths'
import { latestSearchableDate } from '@/lib/usage/period'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { findUsage } from '@/lib/usage/find-usage'
import { parseUsageSearch } from '@/lib/usage/search'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('usage'))('title') }
}

export default withErrorMessage(async function UsagePage({ searchParams }: PageProps<'/usage'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.usage(), parameters))
  const now = new Date()
  const parsed = parseUsageSearch(parameters, now)
  const found =
    parsed.state === 'accepted' ? await findUsage(user, parsed.search, await requestSource(), now) : undefined
  const canBulk =
    parsed.state === 'accepted' &&
    parsed.search.output === 'bulk' &&
    found !== undefined &&
    found.totals.records > 0 &&
    found.totals.records <= bulkRecordsMax
  const existing = canBulk ? await findReplaceableExport(user, now) : undefined

  const t = await getTranslations('usage')
  const problems = parsed.state === 'refused' ? parsed.problems : (found?.problems ?? [])
  const errors = problems.map((problem) => describeProblem(problem, t))
  return (
    <div className="flex flex-col gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <ErrorSummary errors={errors} />
      <UsageForm values={parsed.values} errors={errors} latestDate={latestSearchableDate(now)} />
      {parsed.state === 'accepted' && found && canBulk && (
        <BulkRequest
          search={parsed.search}
          records={found.totals.records}
          contractNumber={user.contractNumber}
          existing={existing}
          request={requestExportAction}
        />
      )}
      {parsed.state === 'accepted' && found?.page && !canBulk && (
        <UsageResult
          contractNumber={user.contractNumber}
          search={parsed.search}
          totals={found.totals}
          page={found.page}
        />
      )}
    </div>
  )
})
