import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { requestExportAction } from '@/app/(portal)/exports/export-actions'
import { BulkRequest } from '@/components/exports/bulk-request'
import { ErrorSummary } from '@/components/form/error-summary'
import { PageTitle } from '@/components/ui/page-title'
import { Freshness, FreshnessNotice } from '@/components/usage/freshness'
import { describeProblem } from '@/components/usage/describe-problem'
import { LivePreflight } from '@/components/usage/live-preflight'
import { RetentionNotice } from '@/components/usage/retention-notice'
import { UsageAnswer } from '@/components/usage/usage-answer'
import { UsageForm } from '@/components/usage/usage-form'
import { UsageTexts } from '@/components/usage/usage-texts'
import { formAccount } from '@/lib/auth/form-account'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { findReplaceableExport } from '@/lib/exports/find-export'
import { addressOf, paths } from '@/lib/paths'
import { latestSearchableDate } from '@/lib/usage/period'
import { openSearch } from '@/lib/usage/open-search'
import { usageSearchParameters } from '@/lib/usage/search'
import { periodShortcuts, shortcutDays } from '@/lib/usage/shortcuts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('usage'))('title') }
}

export default withErrorMessage(async function UsagePage({ searchParams }: PageProps<'/usage'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.usage(), parameters))
  const now = new Date()
  const opened = await openSearch(user, parameters, await requestSource(), now)
  const { completeUntil, retainedFrom } = opened.days

  const isBulk = opened.found && opened.counted?.search.output === 'bulk'
  const existing = isBulk ? await findReplaceableExport(user, now) : undefined

  const t = await getTranslations('usage')
  const errors = opened.problems.map((problem) => describeProblem(problem, t))
  const shortcuts = periodShortcuts.map((shortcut) => ({ shortcut, days: shortcutDays(shortcut, now) }))
  return (
    <UsageTexts>
      <div className="flex flex-col gap-6">
        <div>
          <PageTitle>{t('title')}</PageTitle>
          <p className="mt-1 text-14 text-solid-gray-700">
            <Freshness until={completeUntil} />
          </p>
        </div>
        <ErrorSummary errors={errors} />
        <UsageForm
          key={Object.values(opened.values).join(' ')}
          values={opened.values}
          errors={errors}
          latestDate={latestSearchableDate(now)}
          shortcuts={shortcuts}
        >
          <LivePreflight
            initial={opened.counted && { state: 'counted', ...opened.counted }}
            isFolded={opened.found !== undefined}
          />
        </UsageForm>
        {opened.found && opened.counted && (
          <>
            <RetentionNotice period={opened.counted.search} retainedFrom={retainedFrom} />
            <FreshnessNotice period={opened.counted.search} until={completeUntil} />
            <UsageAnswer
              contractNumber={user.contractNumber}
              search={opened.counted.search}
              found={opened.found}
              largestCalls={opened.largestCalls}
              encoding={opened.encoding}
              charactersLost={opened.charactersLost}
              bulkRequest={
                <BulkRequest
                  target={usageSearchParameters(opened.counted.search)}
                  records={opened.found.preflight[opened.counted.search.by].totals.records}
                  contractNumber={user.contractNumber}
                  existing={existing}
                  encoding={opened.encoding}
                  charactersLost={opened.charactersLost}
                  request={requestExportAction}
                  account={formAccount(user)}
                />
              }
            />
          </>
        )}
      </div>
    </UsageTexts>
  )
})
