import { nameLengthsMax } from '@/lib/numbers/number-name'
import { columnsOf, nameColumns, type UsageColumn } from '@/lib/usage/columns'

/** What the value of a column of a file is, for programs that read it. */
export interface FileField {
  key: string
  type: 'text' | 'integer' | 'time'
  lengthMax: number
  /** What the length is counted in: the load counts the bytes of a text in UTF-8, a name is checked by its characters. */
  unit: 'bytes' | 'characters' | 'digits'
  /** What stands where a record has no value: nothing, `-----`, or undefined where each record has one. */
  absent?: 'empty' | 'hyphens'
}

const textBytesMax = 255
const timeLength = 19
const countDigitsMax = 10
const yenDigitsMax = 15
const optional = ['billedPages', 'billedPagesOfDestination', 'discountType', 'callType']

function fieldOf({ key, isNumber, isMoney, isTime }: UsageColumn): FileField {
  const absent = key === 'calleeNumber' ? 'hyphens' : optional.includes(key) ? 'empty' : undefined
  if (isTime) return { key, type: 'time', lengthMax: timeLength, unit: 'characters' }
  if (isNumber)
    return {
      key,
      type: 'integer',
      lengthMax: isMoney ? yenDigitsMax : countDigitsMax,
      unit: 'digits',
      absent,
    }
  return { key, type: 'text', lengthMax: textBytesMax, unit: 'bytes', absent }
}

/** The files of a search by call and by destination, and the columns that names of numbers add to either. */
export const fileSchemas = {
  call: columnsOf('call').map(fieldOf),
  destination: columnsOf('destination').map(fieldOf),
  name: nameColumns.map(({ key }): FileField => {
    const lengthMax = key.endsWith('AccountCode') ? nameLengthsMax.accountCode : nameLengthsMax.name
    return { key, type: 'text', lengthMax, unit: 'characters', absent: 'empty' }
  }),
}

export type FileSchema = keyof typeof fileSchemas
