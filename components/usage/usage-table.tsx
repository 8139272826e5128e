import { useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { columnsOf } from '@/lib/usage/columns'
import type { UsageKind } from '@/lib/usage/search'
import type { ShownPage, ShownRecords } from './shown-page'

interface UsageTableProps {
  kind: UsageKind
  page: ShownPage
  /** The page with the destinations of a call, for rows that lead there. */
  callAddress?: (callId: string) => string
}

/** The rows of a result, with the columns that screen and files share. */
export function UsageTable({ kind, page, callAddress }: UsageTableProps) {
  const t = useTranslations('usage')
  const { rows, callIds } = JSON.parse(page.records) as ShownRecords
  const caption = t('result.tableCaption', {
    kind: t(`result.kind${kind}`),
    from: page.recordsBefore + 1,
    to: page.recordsBefore + page.recordsShown,
  })
  const linked = (row: string[], callId: string | undefined) => {
    if (!callAddress || callId === undefined) return row
    const [calledAt = '', ...others] = row
    const label = t('result.destinationsOf', { calledAt })
    return [{ text: calledAt, href: callAddress(callId), label }, ...others]
  }
  return (
    <RecordTable
      caption={caption}
      columns={columnsOf(kind).map(({ key, isNumber }) => ({ isNumber, heading: t(`columns.${key}`) }))}
      rows={rows.map((row, index) => linked(row, callIds?.[index]))}
    />
  )
}
