import type { ReactNode } from 'react'
import { linksClass } from '@/components/ui/text-link'

interface TableColumn {
  heading: string
  isNumber: boolean
}

interface RecordTableProps {
  caption: string
  columns: TableColumn[]
  /** What each cell shows, a line each row. */
  rows: ReactNode[][]
}

// The looks of cells, which carry no classes of their own but for numbers.

const headingsClass = [
  '[&_th]:sticky [&_th]:top-0 [&_th]:z-10 [&_th]:border-b [&_th]:border-solid-gray-400 [&_th]:bg-solid-gray-100',
  '[&_th]:px-3 [&_th]:py-2 [&_th]:font-bold [&_th:first-child]:left-0 [&_th:first-child]:z-20',
].join(' ')

const rowsClass = [
  '[&_tr]:bg-white [&_tr:nth-child(even)]:bg-solid-gray-50 [&_tr:hover]:bg-key-50',
  '[&_td]:border-b [&_td]:border-solid-gray-200 [&_td]:px-3 [&_td]:py-1.5',
  '[&_td:first-child]:sticky [&_td:first-child]:left-0 [&_td:first-child]:bg-inherit',
  // What gets the focus comes out from under the first column.
  '[&_td:not(:first-child)_a]:scroll-ml-40',
  linksClass,
].join(' ')

/**
 * A table of records: headings stay in view, numbers align to the right with figures of one width. Where it is
 * wider than the screen it scrolls in a region of its own, which the keyboard reaches, its first column kept. What
 * gets the focus comes out from under the headings: the region scrolls to below their one line.
 */
export function RecordTable({ caption, columns, rows }: RecordTableProps) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="max-h-[85dvh] scroll-pt-12 overflow-auto rounded-8 border border-solid-gray-400 print:max-h-none print:overflow-visible"
    >
      <table className="w-full border-separate border-spacing-0 text-14 leading-snug whitespace-nowrap tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className={headingsClass}>
          <tr>
            {columns.map(({ heading, isNumber }, column) => (
              <th key={column} scope="col" className={isNumber ? 'text-right' : 'text-left'}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={rowsClass}>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column} className={columns[column]!.isNumber ? 'text-right' : undefined}>
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
