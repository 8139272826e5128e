import { useFormatter, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import { columnsOf, type UsageColumn, type UsageColumnKey } from '@/lib/usage/columns'
import type { UsagePage, UsageRecord } from '@/lib/usage/read-page'
import type { RecordNames } from '@/lib/usage/record-names'
import type { UsageKind } from '@/lib/usage/search'
import { NamedNumber } from './named-number'

interface UsageTableProps {
  kind: UsageKind
  page: Pick<UsagePage, 'records' | 'recordsBefore'>
  /** The page with the destinations of a call, for rows that lead there. */
  callAddress?: (callId: bigint) => string
}

/** What matters of a record (spec section 5), in view on a phone too. */
const columnsInView: UsageColumnKey<UsageKind>[] = [
  'calledAt',
  'calleeNumber',
  'sentPages',
  'sentPagesOfDestination',
  'charge',
]

/** The rows of a result, with the columns that screen and files share; only the screen separates thousands. */
export function UsageTable({ kind, page, callAddress }: UsageTableProps) {
  const t = useTranslations('usage')
  const format = useFormatter()
  const columns = columnsOf(kind)
  const caption = t('result.tableCaption', {
    kind: t(`result.kind${kind}`),
    from: page.recordsBefore + 1,
    to: page.recordsBefore + page.records.length,
  })
  const headingOf = ({ key, isMoney }: UsageColumn) => {
    const heading = t(`columns.${key}`)
    return isMoney ? t('result.inYen', { heading }) : heading
  }
  const shown = (value: string, { key, isNumber }: UsageColumn, names: RecordNames) => {
    if (isNumber && value !== '') return format.number(BigInt(value))
    const label = names[key as keyof RecordNames]
    return label ? <NamedNumber key={key} number={value} label={label} /> : value
  }
  const cellsOf = ({ key, cells, names }: UsageRecord) => {
    const values = cells.map((value, index) => shown(value, columns[index]!, names))
    if (!callAddress) return values
    const [calledAt = ''] = cells
    const [, ...others] = values
    const label = t('result.destinationsOf', { calledAt })
    const link = (
      <a key="calledAt" href={callAddress(key.callId)} aria-label={label}>
        {calledAt}
      </a>
    )
    return [link, ...others]
  }
  return (
    <RecordTable
      caption={caption}
      columns={columns.map((column) => ({
        isNumber: column.isNumber,
        isInView: columnsInView.includes(column.key),
        heading: headingOf(column),
      }))}
      rows={page.records.map(cellsOf)}
      restLabels={page.records.map(({ cells: [calledAt = ''] }) => t('result.restOf', { calledAt }))}
    />
  )
}
