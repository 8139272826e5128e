import { NextIntlClientProvider } from 'next-intl'
import { getFormatter, getLocale, getMessages, getTranslations } from 'next-intl/server'
import { withErrorMessage } from '@/app/with-error-message'
import { requestExportAction } from '@/app/(portal)/exports/export-actions'
import { BulkRequest } from '@/components/exports/bulk-request'
import { FormErrors } from '@/components/form/form-errors'
import { PageTitle } from '@/components/ui/page-title'
import { TextLink } from '@/components/ui/text-link'
import { Freshness, FreshnessNotice } from '@/components/usage/freshness'
import { describeResult, describeSearch } from '@/components/usage/describe-search'
import { describeSearchProblem } from '@/components/usage/describe-search-problem'
import { FoldedSearch } from '@/components/usage/folded-search'
import { KeptNarrowing } from '@/components/usage/kept-narrowing'
import { LivePreflight } from '@/components/usage/live-preflight'
import { NarrowingForm } from '@/components/usage/narrowing-form'
import { RetentionNotice } from '@/components/usage/retention-notice'
import { SaveSearch } from '@/components/usage/save-search'
import { UsageAnswer } from '@/components/usage/usage-answer'
import { UsageForm } from '@/components/usage/usage-form'
import { formAccount } from '@/lib/auth/form-account'
import { requestSource } from '@/lib/auth/request-source'
import { requireUser } from '@/lib/auth/require-user'
import { findReplaceableExport } from '@/lib/exports/find-export'
import { addressOf, paths } from '@/lib/paths'
import { loadSearchPage } from '@/lib/usage/load-search-page'
import { latestSearchableDate } from '@/lib/usage/period'
import { movingPeriodOf } from '@/lib/usage/saved-search'
import { usageSearchParameters } from '@/lib/usage/search'
import { periodShortcuts, shortcutDays } from '@/lib/usage/shortcuts'
import { narrowAction } from './narrow-action'
import { saveSearchAction } from './saved-search-actions'

export default withErrorMessage(async function UsagePage({ searchParams }: PageProps<'/usage'>) {
  const parameters = await searchParams
  const user = await requireUser(addressOf(paths.usage(), parameters))
  const now = new Date()
  const page = await loadSearchPage(user, parameters, await requestSource(), now)
  const { completeUntil, retainedFrom } = page.days

  const isBulk = page.result && page.counted?.search.output === 'bulk'
  const existing = isBulk ? await findReplaceableExport(user, now) : undefined

  const [t, format, locale] = await Promise.all([getTranslations('usage'), getFormatter(), getLocale()])
  const errors = page.problems.map((problem) => describeSearchProblem(problem, t, locale))
  const shortcuts = periodShortcuts.map((shortcut) => ({ shortcut, days: shortcutDays(shortcut, now) }))
  const form = (
    <UsageForm
      key={Object.values(page.values).join(' ')}
      values={page.values}
      errors={errors}
      latestDate={latestSearchableDate(now)}
      shortcuts={shortcuts}
    >
      {page.result && page.counted?.search.filter && <KeptNarrowing search={page.counted.search} />}
      <LivePreflight
        initial={page.counted && { state: 'counted', ...page.counted }}
        isFolded={page.result !== undefined}
      />
    </UsageForm>
  )
  return (
    <NextIntlClientProvider messages={await usageMessages()}>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <PageTitle
            hasErrors={errors.length > 0}
            shown={
              page.result && page.counted && describeResult(page.counted.search, page.result.page, t, locale)
            }
          >
            {t('title')}
          </PageTitle>
          <p className="text-14 text-quiet">
            <Freshness until={completeUntil} />
          </p>
          {!page.result && <TextLink href={paths.savedSearches()}>{t('saved.title')}</TextLink>}
        </div>
        <FormErrors errors={errors} />
        {page.result && page.counted && errors.length === 0 ? (
          <FoldedSearch parts={describeSearch(page.counted.search, t, format, locale)}>{form}</FoldedSearch>
        ) : (
          form
        )}
        {page.result && page.counted && (
          <>
            <RetentionNotice period={page.counted.search} retainedFrom={retainedFrom} />
            <FreshnessNotice period={page.counted.search} until={completeUntil} />
            <NarrowingForm
              key={page.counted.search.filter?.id}
              search={page.counted.search}
              choices={page.result.choices}
              narrow={narrowAction}
              masksNumbers={user.masksNumbers}
              account={formAccount(user)}
            />
            <UsageAnswer
              contractNumber={user.contractNumber}
              search={page.counted.search}
              result={page.result}
              largestCalls={page.largestCalls}
              file={page.file}
              saving={
                <SaveSearch
                  search={page.counted.search}
                  moving={movingPeriodOf(page.counted.search, now)}
                  save={saveSearchAction}
                  account={formAccount(user)}
                />
              }
              bulkRequest={
                <BulkRequest
                  target={usageSearchParameters(page.counted.search)}
                  records={page.result.preflight[page.counted.search.by].totals.records}
                  contractNumber={user.contractNumber}
                  existing={existing}
                  file={page.file}
                  request={requestExportAction}
                  account={formAccount(user)}
                />
              }
            />
          </>
        )}
      </div>
    </NextIntlClientProvider>
  )
})

/** The texts of what is the browser's side of this page, beside those that every page has. */
async function usageMessages() {
  const { frame, errors, usage } = await getMessages()
  const { form, shortcuts, preflight, offers, result, columns, download, narrowing, sort } = usage
  const saved = { form: usage.saved.form }
  return {
    frame,
    errors,
    usage: { form, shortcuts, preflight, offers, result, columns, download, narrowing, sort, saved },
  }
}
