import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { DataText } from '@/components/ui/data-text'
import { linksClass } from '@/components/ui/text-link'

interface TableColumn {
  heading: string
  isNumber: boolean
  /** Where rows are compact, it is in view; the first column always is. */
  isInView?: boolean
}

interface RecordTableProps {
  caption: string
  columns: TableColumn[]
  /** What each cell shows, a line each row. */
  rows: ReactNode[][]
  /** What the rows add up to: the last line. */
  total?: ReactNode[]
  /**
   * Folds rows on a screen that is too narrow for the columns: those in view stand in each, the rest opens by a press
   * on what this names, a text a row. Without it all of each row is in view there.
   */
  restLabels?: string[]
}

// The looks of cells, which carry no classes of their own but for numbers.

const headingsClass = [
  '[&_th]:sticky [&_th]:top-0 [&_th]:z-10 [&_th]:border-b [&_th]:border-line [&_th]:bg-head',
  '[&_th]:px-2 [&_th]:py-2 [&_th]:font-bold [&_th:first-child]:left-0 [&_th:first-child]:z-20',
].join(' ')

const rowsClass = [
  '[&_tr]:bg-page [&_tr:nth-child(even)]:bg-panel [&_tr:hover]:bg-tint',
  '[&_td]:border-b [&_td]:border-line [&_td]:px-2 [&_td]:py-1.5 last:[&_tr:last-child_td]:border-b-0',
  '[&_td:first-child]:sticky [&_td:first-child]:left-0 [&_td:first-child]:bg-inherit',
  // What gets the focus comes out from under the first column.
  '[&_td:not(:first-child)_a]:scroll-ml-40',
  linksClass,
].join(' ')

const totalClass = [
  '[&_td]:border-t [&_td]:border-line [&_td]:bg-head [&_td]:px-2 [&_td]:py-2 [&_td]:font-bold',
  '[&_td]:sticky [&_td]:bottom-0 [&_td:first-child]:left-0 [&_td:first-child]:z-10',
].join(' ')

/**
 * A table of records: headings and a total stay in view, numbers align to the right with figures of one width. Where it is
 * wider than a large screen it scrolls in a region of its own, which the keyboard reaches, its first column kept. What
 * gets the focus comes out from under the headings: the region scrolls to below their one line, and clear of its end.
 *
 * On a smaller screen its rows are compact: the same table with another look (records.css), so that nothing is sent
 * twice. A cell that is folded is small rather than gone: who listens to the table has each value under its heading.
 * Roles are written out, for some browsers take them from the look. A value of several lines is in one element with the class
 * `record-lines`, which keeps them together beside their label.
 */
export function RecordTable({ caption, columns, rows, total, restLabels }: RecordTableProps) {
  const attributesOf = ({ heading, isNumber, isInView }: TableColumn) => ({
    role: 'cell',
    'data-label': heading,
    className: classNames(isNumber && 'text-right', (isInView || !restLabels) && 'in-view') || undefined,
  })
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="max-h-[85dvh] scroll-pt-12 scroll-pb-4 overflow-auto rounded-8 border border-line max-lg:max-h-none max-lg:overflow-clip print:max-h-none print:overflow-visible"
    >
      <table
        role="table"
        className={classNames(
          'compact-records w-full border-separate border-spacing-0 text-14 leading-snug whitespace-nowrap tabular-nums',
          !restLabels && 'stacked-records',
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className={headingsClass}>
          <tr role="row">
            {columns.map(({ heading, isNumber }, column) => (
              <th
                key={column}
                role="columnheader"
                scope="col"
                className={isNumber ? 'text-right' : 'text-left'}
              >
                <DataText>{heading}</DataText>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={rowsClass}>
          {rows.map((cells, row) => (
            <tr key={row} role="row">
              {cells.map((cell, column) => (
                <td key={column} {...attributesOf(columns[column]!)}>
                  {cellText(cell)}
                  {column === 0 && restLabels && (
                    <details>
                      <summary aria-label={restLabels[row]} />
                    </details>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot role="rowgroup" className={totalClass}>
            <tr role="row">
              {total.map((cell, column) => (
                <td key={column} {...attributesOf(columns[column]!)}>
                  {cellText(cell)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** Texts of cells are data, or may hold some. */
const cellText = (cell: ReactNode) => (typeof cell === 'string' ? <DataText>{cell}</DataText> : cell)
