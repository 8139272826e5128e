import type { RecordAccess } from '@/lib/auth/account-user'
import type { Locale } from '@/lib/i18n/locale'
import { formatPeriod } from '@/lib/usage/period'
import type { DownloadTarget } from '@/lib/usage/download-target'
import type { SummaryLine, WorkbookWords } from '@/lib/usage/excel-file'
import type { FileFigures } from '@/lib/usage/stream-file'
import { describeConditions } from './describe-conditions'
import type { Formats, UsageTexts } from './usage-texts'

/** Puts into words what an Excel workbook holds: the names of its sheets, what was searched, and what it comes to. */
export function describeWorkbook(
  { target, withNames }: { target: DownloadTarget; withNames: boolean },
  user: Pick<RecordAccess, 'contractNumber' | 'callers'>,
  { asOf, totals }: FileFigures,
  t: UsageTexts,
  format: Formats,
  locale: Locale,
): WorkbookWords {
  const isOfCalls = 'search' in target && target.search.by === 'call'
  const pagesOf = isOfCalls ? '' : 'OfDestinations'
  return {
    recordsSheet: t('workbook.records'),
    summarySheet: t('workbook.summary'),
    summary: [
      ...searchedLines(target, user, t, format, locale),
      ...(withNames ? [{ label: t('workbook.names'), value: t('workbook.namesOfThen') }] : []),
      { label: t('workbook.asOf'), value: asOf },
      { label: t('workbook.hits'), value: totals.records },
      { label: t('result.totalDestinations'), value: Number(totals.destinations) },
      ...(isOfCalls ? [{ label: t('result.totalAcceptedPages'), value: Number(totals.acceptedPages) }] : []),
      { label: t(`result.totalSentPages${pagesOf}`), value: Number(totals.sentPages) },
      { label: t(`result.totalBilledPages${pagesOf}`), value: Number(totals.billedPages) },
      { label: t('result.totalCharge'), value: { yen: Number(totals.charge) } },
    ],
  }
}

/** What was searched, one condition a line. */
function searchedLines(
  target: DownloadTarget,
  { contractNumber, callers }: Pick<RecordAccess, 'contractNumber' | 'callers'>,
  t: UsageTexts,
  format: Formats,
  locale: Locale,
): SummaryLine[] {
  const contract = [
    { label: t('result.contract'), value: contractNumber },
    ...(callers === 'all'
      ? []
      : [{ label: t('workbook.departments'), value: callers.departments.join(', ') }]),
  ]
  if ('search' in target) {
    const { by, filter } = target.search
    const narrowedTo = filter ? describeConditions(filter.conditions, by, t, format) : []
    return [
      { label: t('result.period'), value: formatPeriod(target.search, locale) },
      ...contract,
      { label: t('result.kind'), value: t(`result.kind${by}`) },
      ...narrowedTo.map((value) => ({ label: t('result.narrowedTo'), value })),
    ]
  }
  return [
    ...contract,
    { label: t('result.kind'), value: t('call.kind') },
    { label: t('columns.calledAt'), value: target.call.calledAt },
  ]
}
