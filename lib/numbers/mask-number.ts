/** Characters of a number that a masked account sees (spec section 7): the last so many, where they are digits. */
const shownDigits = 4

/** The same regular expression in TypeScript and SQL. */
const endingPattern = `^[0-9]{${shownDigits}}$`
const endingForm = new RegExp(endingPattern)

/**
 * A number as a masked account sees it: `*` for each character but the last four digits. One that does not end in four
 * digits, or is no longer than them, is masked whole. `maskedNumberSql` is the same rule for files.
 */
export function maskNumber(number: string): string {
  const characters = [...number]
  const ending = characters.slice(-shownDigits).join('')
  const isShown = characters.length > shownDigits && endingForm.test(ending)
  return isShown ? '*'.repeat(characters.length - shownDigits) + ending : '*'.repeat(characters.length)
}

/** What `maskNumber` gives, as SQL: NULL stays. @param expression an SQL expression for a text. */
export const maskedNumberSql = (expression: string): string =>
  `CASE WHEN length(${expression}) > ${shownDigits} AND right(${expression}, ${shownDigits}) ~ '${endingPattern}'
        THEN repeat('*', length(${expression}) - ${shownDigits}) || right(${expression}, ${shownDigits})
        ELSE repeat('*', length(${expression})) END`

/** A number as an account sees it. */
export const seenNumber = (number: string, { masksNumbers }: { masksNumbers: boolean }): string =>
  masksNumbers ? maskNumber(number) : number
