import { blanks, formulaStarts } from './formula-characters'

/** Values of this data that begin like a formula and that no spreadsheet runs: `-----` and `@userco.jp`. */
const harmless = String.raw`^(-+|@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,})$`

/** The code points with which a value begins that may need an apostrophe. */
const firstCharacters = codePointsOf(new RegExp(`[${blanks}${formulaStarts}']`)).join(', ')

/**
 * An SQL expression that gives a text as a CSV may hold it: what a spreadsheet would run has an apostrophe before
 * it (docs/decisions/0046). Nothing is lost: taking one apostrophe off each text that begins with apostrophes,
 * blanks after them or none, and then a formula gives it back.
 * @param sql an expression of type text.
 */
export function formulaSafeSql(sql: string): string {
  // The first comparison is cheap and nearly always the only one.
  return `CASE WHEN ascii(${sql}) IN (${firstCharacters})
    AND ${sql} ~ '^''*[${blanks}]*[${formulaStarts}]' AND ${sql} !~ '${harmless}' THEN '''' || ${sql} ELSE ${sql} END`
}

function codePointsOf(characters: RegExp): number[] {
  const all = Array.from({ length: 0x1_0000 }, (_, codePoint) => codePoint)
  return all.filter((codePoint) => characters.test(String.fromCharCode(codePoint)))
}

const guarded = new RegExp(`^'*[${blanks}]*[${formulaStarts}]`)
const kept = new RegExp(harmless)
const guardedBefore = new RegExp(`^'(?='*[${blanks}]*[${formulaStarts}])`)

/** The same as `formulaSafeSql`, of a text of this process. */
export const formulaSafe = (text: string): string =>
  guarded.test(text) && !kept.test(text) ? `'${text}` : text

/** Gives back the text that `formulaSafe` has made safe; any other stays as it is. */
export const withoutFormulaGuard = (text: string): string => text.replace(guardedBefore, '')
