import { escapeHtml } from '@/lib/escape-html'

/** What a cell shows: a text, which may lead somewhere or have a longer form. */
export type TableCell =
  string | { text: string; href?: string; label?: string; title?: string; className?: string }

const attribute = (name: string, value: string | undefined) =>
  value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`

function cellHtml(cell: TableCell): string {
  if (typeof cell === 'string') return escapeHtml(cell)
  const { text, href, label, title, className } = cell
  const tag = href === undefined ? 'span' : 'a'
  const attributes =
    attribute('href', href) +
    attribute('aria-label', label) +
    attribute('title', title) +
    attribute('class', className)
  return `<${tag}${attributes}>${escapeHtml(text)}</${tag}>`
}

export interface TableColumn {
  heading: string
  isNumber: boolean
}

/** The row of headings as HTML, every text escaped. */
export function headingsHtml(columns: readonly TableColumn[]): string {
  const cells = columns.map(({ heading, isNumber }) => {
    const align = isNumber ? 'text-right' : 'text-left'
    return `<th scope="col" class="${align}">${escapeHtml(heading)}</th>`
  })
  return `<tr>${cells.join('')}</tr>`
}

/**
 * Rows of a table as HTML, every text and address escaped. Hundreds of cells as elements take longer to render
 * than all the rest of a page (docs/decisions/0015).
 */
export function rowsHtml(
  rows: readonly (readonly TableCell[])[],
  columns: readonly Pick<TableColumn, 'isNumber'>[],
): string {
  const starts = columns.map(({ isNumber }) => (isNumber ? '<td class="text-right">' : '<td>'))
  const rowHtml = (cells: readonly TableCell[]) =>
    `<tr>${cells.map((cell, column) => `${starts[column]}${cellHtml(cell)}</td>`).join('')}</tr>`
  return rows.map(rowHtml).join('')
}
