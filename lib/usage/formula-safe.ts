/**
 * What a spreadsheet takes for the beginning of a formula, in full width too, as a regular expression's class. The
 * minus sign U+2212 is among them: in Shift_JIS it is the hyphen of full width.
 */
const formulaStart = String.raw`[=+@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212-]`

/** The code points of `formulaStart`, and the apostrophe that hides one. */
const firstCharacters = [..."=+@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212-'"]
  .map((character) => character.codePointAt(0))
  .join(', ')

/** Values of this data that begin like a formula and that no spreadsheet runs: `-----` and `@userco.jp`. */
const harmless = String.raw`^(-+|@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,})$`

/**
 * An SQL expression that gives a text as a CSV may hold it: what a spreadsheet would run has an apostrophe before
 * it (docs/decisions/0013). Nothing is lost: taking one apostrophe off each text that begins with apostrophes and
 * then a formula gives it back.
 * @param sql an expression of type text.
 */
export function formulaSafeSql(sql: string): string {
  // The first comparison is cheap and nearly always the only one.
  return `CASE WHEN ascii(${sql}) IN (${firstCharacters})
    AND ${sql} ~ '^''*${formulaStart}' AND ${sql} !~ '${harmless}' THEN '''' || ${sql} ELSE ${sql} END`
}
