import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

export interface TableColumn {
  key: string
  heading: string
  isNumber: boolean
}

export interface TableRow {
  key: string
  cells: ReactNode[]
}

interface RecordTableProps {
  caption: string
  columns: TableColumn[]
  rows: TableRow[]
}

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
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="group bg-white even:bg-solid-gray-50 hover:bg-key-50">
              {row.cells.map((cell, index) => (
                <td
                  key={columns[index]!.key}
                  className={classNames(
                    'border-b border-solid-gray-200 px-3 py-1.5',
                    align(columns[index]!),
                    index === 0 && 'sticky left-0 bg-inherit',
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
