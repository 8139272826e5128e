'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'
import { formatCursor } from '@/lib/usage/cursor'
import { outputFit } from '@/lib/usage/outputs'
import type { Preflight } from '@/lib/usage/preflight'
import type { UsagePage } from '@/lib/usage/read-page'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { describeConditions } from './describe-conditions'
import { OfferedPeriods } from './offered-periods'
import { ResultHeading } from './result-heading'
import type { ResultTimes } from './result-times'
import { ResultTotals } from './result-totals'
import { SortForm } from './sort-form'
import { UsagePages } from './usage-pages'

interface UsageResultProps {
  contractNumber: string
  search: UsageSearch
  /** As the manual prints it, see `formatPeriod`. */
  period: string
  /** Of the kind that was asked for. */
  counted: Preflight
  span: ResultTimes['span']
  asOf: ResultTimes['asOf']
  /** Of searches for the screen. */
  page?: UsagePage
  /** Where no file holds the hour that was asked for: what there is instead. */
  instead?: ReactNode
  /** Saves the search. */
  saving?: ReactNode
  /** The way to the file, where one was asked for and fits. */
  children?: ReactNode
}

/**
 * What a search found, by its output: totals and rows, or what a file will hold and the way to it; where it is too
 * much, why and what to do.
 *
 * Of the browser's side, as the form is: its elements are made once then, and not sent a second time as data.
 */
export function UsageResult({
  contractNumber,
  search,
  period,
  counted,
  span,
  asOf,
  page,
  instead,
  saving,
  children,
}: UsageResultProps) {
  const t = useTranslations('usage.result')
  const usage = useTranslations('usage')
  const format = useFormatter()
  const { totals, offers } = counted
  const fit = outputFit(totals.records, search.output)
  const offered = offers && (
    <OfferedPeriods
      search={search}
      kind={search.by}
      records={totals.records}
      offers={offers}
      instead={instead}
    />
  )
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <ResultHeading
        period={period}
        contractNumber={contractNumber}
        kind={t(`kind${search.by}`)}
        narrowedTo={describeConditions(search.filter?.conditions ?? {}, search.by, usage, format)}
        sortedBy={search.sort && usage(`sort.${search.sort}.${search.by}`)}
        hits={totals.records}
        asOf={asOf}
      />
      {fit === 'none' ? (
        <Notice kind="information">
          {t(search.filter ? 'noneNarrowed' : page ? 'none' : 'noneForFile')}
        </Notice>
      ) : (
        <ResultTotals kind={search.by} totals={totals} span={span} />
      )}
      {offered && (
        <Notice kind="warning" size={page && 'small'} title={page && t('capped')}>
          {page ? <div className="print:hidden">{offered}</div> : offered}
        </Notice>
      )}
      {page && fit !== 'none' ? (
        <UsageRecords search={search} page={page} saving={saving} />
      ) : (
        <div className="flex flex-wrap items-center gap-4 empty:hidden">
          {fit === 'fits' && <SortForm key={search.sort} search={search} />}
          {saving}
        </div>
      )}
      {children}
      <p className="text-center">{t('closing')}</p>
    </section>
  )
}

function UsageRecords({ search, page, saving }: { search: UsageSearch; page: UsagePage; saving: ReactNode }) {
  const parameters = usageSearchParameters(search)
  const listCursor = search.cursor && formatCursor(search.cursor)
  const callAddress = (callId: bigint) => paths.call(callId, { ...parameters, listCursor })
  return (
    <UsagePages
      // Of another search it is another table: the line of its hits says what is new.
      key={paths.usage(parameters)}
      kind={search.by}
      page={page}
      address={(cursor) => paths.usage({ ...parameters, cursor })}
      beside={
        <>
          <SortForm key={search.sort} search={search} />
          {saving}
        </>
      }
      callAddress={search.by === 'call' ? callAddress : undefined}
    />
  )
}
