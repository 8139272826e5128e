import { classNames } from '@/components/ui/class-names'
import { rowsHtml, type TableCell } from './record-rows'

export interface TableColumn {
  key: string
  heading: string
  isNumber: boolean
}

interface RecordTableProps {
  caption: string
  columns: TableColumn[]
  rows: TableCell[][]
}

/** The look of rows and cells, which carry no classes of their own but for numbers. */
const rowsClass = [
  '[&_tr]:bg-white [&_tr:nth-child(even)]:bg-solid-gray-50 [&_tr:hover]:bg-key-50',
  '[&_td]:border-b [&_td]:border-solid-gray-200 [&_td]:px-3 [&_td]:py-1.5',
  '[&_td:first-child]:sticky [&_td:first-child]:left-0 [&_td:first-child]:bg-inherit',
  '[&_a]:text-key-900 [&_a]:underline [&_a]:underline-offset-[3px] [&_a:hover]:decoration-2',
].join(' ')

/**
 * A table of records: headings stay in view, numbers align to the right with figures of one width. Where it is
 * wider than the screen it scrolls in a region of its own, which the keyboard reaches, its first column kept.
 */
export function RecordTable({ caption, columns, rows }: RecordTableProps) {
  const align = (column: TableColumn) => (column.isNumber ? 'text-right' : 'text-left')
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="max-h-[85dvh] overflow-auto rounded-8 border border-solid-gray-400 print:max-h-none print:overflow-visible"
    >
      <table className="w-full border-separate border-spacing-0 text-14 leading-snug whitespace-nowrap tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column.key}
                scope="col"
                className={classNames(
                  'sticky top-0 z-10 border-b border-solid-gray-400 bg-solid-gray-100 px-3 py-2 font-bold',
                  align(column),
                  index === 0 && 'left-0 z-20',
                )}
              >
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          className={rowsClass}
          dangerouslySetInnerHTML={{
            __html: rowsHtml(
              rows,
              columns.map((column) => column.isNumber),
            ),
          }}
        />
      </table>
    </div>
  )
}
