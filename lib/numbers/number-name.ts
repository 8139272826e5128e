import { z } from 'zod'

/** Names that one contract may have (spec section 5a). */
export const numberNamesMax = 50_000

/** The columns of a name, in their order on screen and in files. */
export const nameColumns = ['number', 'name', 'department', 'accountCode'] as const
export type NameColumn = (typeof nameColumns)[number]

/** What a contract calls a number: 番号, 名称, 部署 and 科目コード. The last two may be empty. */
export type NamedNumber = Record<NameColumn, string>

/** Characters (code points) that each may have; the table has the same limits. */
export const nameLengthsMax: Record<NameColumn, number> = {
  number: 100,
  name: 100,
  department: 100,
  accountCode: 50,
}

/** Why a value is refused. */
export type NameProblemCode =
  | 'required'
  | 'tooLong'
  | 'control'
  /** A number holds a blank, or a character that is no ASCII: none of the usage data would be found by it. */
  | 'numberForm'
  /** What a spreadsheet makes of a long number: 8.13123E+11. */
  | 'scientific'

export interface NameProblem {
  column: NameColumn
  code: NameProblemCode
}

const issue = (code: NameProblemCode) => ({ error: code })
const lengthOf = (text: string) => [...text].length

/** Characters that no line of text has, and halves of characters, which no file can hold. */
const control = /[\p{Cc}\p{Cs}]/u
const scientific = /^\d(\.\d+)?E[+-]?\d+$/i

const text = (column: NameColumn) =>
  z
    .string()
    .trim()
    .refine((value) => lengthOf(value) <= nameLengthsMax[column], issue('tooLong'))
    .refine((value) => !control.test(value), issue('control'))

const required = (value: string) => value !== ''

const namedNumber = z.object({
  number: text('number')
    .refine(required, issue('required'))
    .refine((value) => value === '' || /^[!-~]+$/.test(value), issue('numberForm'))
    .refine((value) => !scientific.test(value), issue('scientific')),
  name: text('name').refine(required, issue('required')),
  department: text('department'),
  accountCode: text('accountCode'),
})

/**
 * Takes blanks off both ends of each value, and checks it. A number is an identifier and stays as it is otherwise:
 * `0312345678`, `@userco.jp`.
 * @returns the values, or the first problem of each column that has one.
 */
export function checkName(
  values: NamedNumber,
): { name: NamedNumber; problems?: undefined } | { problems: NameProblem[] } {
  const checked = namedNumber.safeParse(values)
  if (checked.success) return { name: checked.data }
  const first = new Map<NameColumn, NameProblemCode>()
  for (const { path, message } of checked.error.issues) {
    const column = path[0] as NameColumn
    if (!first.has(column)) first.set(column, message as NameProblemCode)
  }
  return { problems: [...first].map(([column, code]) => ({ column, code })) }
}
