export const formulaChoices = ['guarded', 'asis'] as const

/**
 * What a file has for a text that a spreadsheet would run as a formula: an apostrophe before it
 * (docs/decisions/0046), or the text as it is, for programs that cannot take the apostrophe off.
 */
export type FormulaChoice = (typeof formulaChoices)[number]

export const defaultFormulaChoice: FormulaChoice = 'guarded'
