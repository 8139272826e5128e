import { checkPlainName, type PlainNameProblem } from '@/lib/plain-name'

/** Characters (code points) that the name of a key may have; the table has the same limit. */
export const keyNameLengthMax = 50

/** Digits in a row, whatever stands between them, that may be a telephone number: names of keys stand in the audit trail. */
const telephoneNumber = /\p{Nd}(?:[-\s()+.]*\p{Nd}){8}/u

export type KeyNameProblem = PlainNameProblem | 'telephoneNumber'

/** Reads the name of a key as it is typed. @returns the name, or what is wrong with it. */
export function checkKeyName(typed: string): { name: string } | { problem: KeyNameProblem } {
  const checked = checkPlainName(typed, keyNameLengthMax)
  if ('problem' in checked || !telephoneNumber.test(checked.name)) return checked
  return { problem: 'telephoneNumber' }
}
