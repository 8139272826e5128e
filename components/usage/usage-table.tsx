import { useFormatter, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { columnsOf, type UsageColumn } from '@/lib/usage/columns'
import type { UsageKind } from '@/lib/usage/search'
import type { ShownPage, ShownRecords } from './shown-page'

interface UsageTableProps {
  kind: UsageKind
  page: ShownPage
  /** The page with the destinations of a call, for rows that lead there. */
  callAddress?: (callId: string) => string
}

/** The rows of a result, with the columns that screen and files share; only the screen separates thousands. */
export function UsageTable({ kind, page, callAddress }: UsageTableProps) {
  const t = useTranslations('usage')
  const format = useFormatter()
  const columns = columnsOf(kind)
  const { rows, callIds } = JSON.parse(page.records) as ShownRecords
  const caption = t('result.tableCaption', {
    kind: t(`result.kind${kind}`),
    from: page.recordsBefore + 1,
    to: page.recordsBefore + page.recordsShown,
  })
  const headingOf = ({ key, isMoney }: UsageColumn) => {
    const heading = t(`columns.${key}`)
    return isMoney ? t('result.inYen', { heading }) : heading
  }
  const shown = (value: string, index: number) =>
    columns[index]!.isNumber && value !== '' ? format.number(BigInt(value)) : value
  const linked = (row: string[], callId: string | undefined) => {
    if (!callAddress || callId === undefined) return row
    const [calledAt = '', ...others] = row
    const label = t('result.destinationsOf', { calledAt })
    const link = (
      <a key="calledAt" href={callAddress(callId)} aria-label={label}>
        {calledAt}
      </a>
    )
    return [link, ...others]
  }
  return (
    <RecordTable
      caption={caption}
      columns={columns.map((column) => ({ isNumber: column.isNumber, heading: headingOf(column) }))}
      rows={rows.map((row, index) => linked(row.map(shown), callIds?.[index]))}
    />
  )
}
