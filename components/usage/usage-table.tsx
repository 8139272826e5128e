import { useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import type { TableCell } from '@/components/table/record-rows'
import { columnsOf, type UsageRecord } from '@/lib/usage/columns'
import type { UsagePage } from '@/lib/usage/read-page'
import type { UsageKind } from '@/lib/usage/search'

interface UsageTableProps {
  kind: UsageKind
  page: UsagePage
  /** The page with the destinations of a call, for rows that lead there. */
  callAddress?: (record: UsageRecord) => string
}

/** The rows of a result, with the columns that screen and files share. */
export function UsageTable({ kind, page, callAddress }: UsageTableProps) {
  const t = useTranslations('usage')
  const columns = columnsOf(kind)
  const from = page.recordsBefore + 1
  const caption = t('result.tableCaption', {
    kind: t(`result.kind${kind}`),
    from,
    to: page.recordsBefore + page.records.length,
  })
  const cellsOf = (record: UsageRecord): TableCell[] => {
    const [time, ...others] = columns.map((column) => column.format(record))
    if (!callAddress) return [time!, ...others]
    const label = t('result.destinationsOf', { calledAt: time! })
    return [{ text: time!, href: callAddress(record), label }, ...others]
  }
  return (
    <RecordTable
      caption={caption}
      columns={columns.map(({ key, isNumber }) => ({ key, isNumber, heading: t(`columns.${key}`) }))}
      rows={page.records.map(cellsOf)}
    />
  )
}
