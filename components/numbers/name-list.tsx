import { useLocale, useTranslations } from 'next-intl'
import { PagedRecords } from '@/components/table/paged-records'
import { RecordTable } from '@/components/table/record-table'
import { DataText } from '@/components/ui/data-text'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import type { NameCursor } from '@/lib/numbers/list-place'
import type { NamePage } from '@/lib/numbers/read-list'
import { paths } from '@/lib/paths'
import { minuteText } from '@/lib/time/time-text'

interface NameListProps {
  page: NamePage
  /** Whether its reader may change names. */
  mayChange: boolean
  /** The page that is shown, as parameters of an address. */
  place: Record<string, string | undefined>
}

const cursorText = (cursor: NameCursor | undefined) => cursor && `${cursor.direction}-${cursor.id}`

/** One page of the names. An administrator gets a link to change each of them. */
export function NameList({ page, mayChange, place }: NameListProps) {
  const t = useTranslations('numbers')
  const locale = useLocale()
  const { names, text, total, listTotal, namesBefore } = page
  if (listTotal === 0) return <Notice kind="information">{t('list.none')}</Notice>
  return (
    <section aria-label={t('list.region')} className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <strong className="text-18 tabular-nums">
          <DataText>
            {text === undefined ? t('list.total', { total }) : t('list.found', { text, total, listTotal })}
          </DataText>
        </strong>
        {text !== undefined && <TextLink href={paths.numbers()}>{t('list.all')}</TextLink>}
      </p>
      {names.length === 0 ? (
        <Notice kind="information">
          <DataText>{t('list.noneFound', { text: text ?? '' })}</DataText>
        </Notice>
      ) : (
        <PagedRecords
          page={{
            recordsShown: names.length,
            recordsBefore: namesBefore,
            back: cursorText(page.back),
            next: cursorText(page.next),
          }}
          address={(cursor) => paths.numbers({ search: place.search, cursor })}
        >
          <RecordTable
            caption={t('list.caption', { from: namesBefore + 1, to: namesBefore + names.length })}
            columns={[
              t('columns.number'),
              t('columns.name'),
              t('columns.department'),
              t('columns.accountCode'),
              t('list.changed'),
              ...(mayChange ? [t('list.action')] : []),
            ].map((heading) => ({ heading, isNumber: false }))}
            rows={names.map((name) => [
              name.number,
              name.name,
              name.department,
              name.accountCode,
              `${minuteText(name.changedAt, locale)} ${name.changedBy}`,
              ...(mayChange
                ? [
                    <TextLink
                      key="change"
                      href={paths.numberName(name.id, place)}
                      aria-label={t('list.changeOf', { number: name.number })}
                      className="max-lg:inline-flex max-lg:min-h-8 max-lg:items-center"
                    >
                      {t('list.change')}
                    </TextLink>,
                  ]
                : []),
            ])}
          />
        </PagedRecords>
      )}
    </section>
  )
}
