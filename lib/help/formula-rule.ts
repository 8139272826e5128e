import { blanks, formulaStarts as startCharacters } from '@/lib/files/formula-characters'

const fullWidthEquals = '\uff1d'

/** What the rule of docs/decisions/0046 looks for at the start of a value, half-width; the help names them. */
export const formulaStarts = '= + - @'

/** Values and the cells that a file has for them. A test holds them against what writes the files. */
export const formulaExamples: { value: string; cell: string; isFullWidth?: boolean }[] = [
  { value: '=SUM(A1:A9)', cell: "'=SUM(A1:A9)" },
  { value: '+81312345678', cell: "'+81312345678" },
  { value: '-1', cell: "'-1" },
  { value: '@SUM(A1)', cell: "'@SUM(A1)" },
  { value: `${fullWidthEquals}1+1`, cell: `'${fullWidthEquals}1+1`, isFullWidth: true },
  { value: ' =1+1', cell: "' =1+1" },
  { value: "'=1+1", cell: "''=1+1" },
  { value: "'0312345678", cell: "'0312345678" },
  { value: '-----', cell: '-----' },
  { value: '@userco.jp', cell: '@userco.jp' },
  { value: '0312345678', cell: '0312345678' },
]

/** A regular expression, the same in Python and JavaScript, for the apostrophe that a file has put before a value. */
export const undoPattern = `^'(?='*[${blanks}]*[${startCharacters}])`
