/** Kana, kanji and full-width forms take two columns of a terminal. */
const widthOf = (cell: string) =>
  [...cell].length + (cell.match(/[\u3000-\u9fff\uff01-\uff60]/g)?.length ?? 0)

/** Rows of cells, each column as wide as its widest cell. */
export function align(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))))
  const pad = (cell: string, column: number) => cell + ' '.repeat(widths[column]! - widthOf(cell))
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}
