// Classes of regular expressions, in escapes that PostgreSQL, Python and JavaScript all read.

/**
 * What a spreadsheet takes for the beginning of a formula, in full width too. The minus sign U+2212 is among them: in
 * Shift_JIS it is the hyphen of full width.
 */
export const formulaStarts = String.raw`=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212`

/** Blanks, which some spreadsheets take off before they look for a formula: of every width, and of none. */
export const blanks = String.raw` \u000b\u000c\u0085\u00a0\u1680\u180e\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff`

/** A text that a spreadsheet may run as a formula. */
export const beginsFormula = new RegExp(`^[${blanks}]*[${formulaStarts}]`)
