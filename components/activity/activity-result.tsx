import { useLocale, useTranslations } from 'next-intl'
import { PagedRecords } from '@/components/table/paged-records'
import { RecordTable } from '@/components/table/record-table'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ActivityFilter } from '@/lib/audit/activity-filter'
import type { ActivityPage, ActivityRecord } from '@/lib/audit/read-activity'
import { shortUserAgent } from '@/lib/http/browser-name'
import type { Locale } from '@/lib/i18n/locale'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { activityColumns, describeActivity } from './describe-activity'

interface ActivityResultProps {
  filter: ActivityFilter
  page: ActivityPage
  /** Records that one CSV holds. */
  csvRecordsMax: number
}

/** An account's events: how many, as a file, and one page of them. */
export function ActivityResult({ filter, page, csvRecordsMax }: ActivityResultProps) {
  const t = useTranslations('activity')
  const locale = useLocale()
  if (page.total === 0) return <Notice kind="information">{t('result.none')}</Notice>

  return (
    <section aria-label={t('result.title')} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <p className="text-20 font-bold tabular-nums">{t('result.total', { total: page.total })}</p>
        {page.total <= csvRecordsMax && (
          <a href={filePaths.activityCsv({ ...filter })} className={buttonClass('outline', 'min-h-10 px-4')}>
            {t('result.csv')}
          </a>
        )}
      </div>
      {page.total > csvRecordsMax && (
        <Notice kind="information">{t('result.tooManyForCsv', { max: csvRecordsMax })}</Notice>
      )}
      <PagedRecords
        page={{ ...page, recordsShown: page.records.length }}
        address={(cursor) => paths.activity({ ...filter, cursor })}
      >
        <RecordTable
          caption={t('result.caption', {
            from: page.recordsBefore + 1,
            to: page.recordsBefore + page.records.length,
          })}
          columns={activityColumns.map((key) => ({ isNumber: false, heading: t(`columns.${key}`) }))}
          rows={page.records.map((record) => cellsOf(record, t, locale))}
        />
      </PagedRecords>
    </section>
  )
}

function cellsOf(record: ActivityRecord, t: ReturnType<typeof useTranslations<'activity'>>, locale: Locale) {
  const words = describeActivity(record, t, locale)
  return activityColumns.map((key) =>
    key === 'userAgent' && words.userAgent ? (
      <span key={key} title={words.userAgent}>
        {shortUserAgent(words.userAgent)}
      </span>
    ) : (
      words[key]
    ),
  )
}
