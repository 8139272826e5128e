import { getPrisma, type Database } from '@/lib/db/prisma'
import { namesOf } from '@/lib/numbers/names-of'
import type { NamedNumber } from '@/lib/numbers/number-name'

/** The numbers of a record; a callee may be absent. */
export interface NumbersOfRecord {
  callerNumber: string
  calleeNumber: string | null
}

/** What stands beside a number on screen. */
export type NumberLabel = Pick<NamedNumber, 'name' | 'department'>

/** What a contract calls the numbers of a record, by their columns; a number without a name has none. */
export type RecordNames = Partial<Record<keyof NumbersOfRecord, NumberLabel>>

/**
 * Reads what a contract calls the numbers of some records, by one query for all of them.
 * @returns what gives the names of each of the records.
 */
export async function readRecordNames(
  contractNumber: string,
  records: readonly NumbersOfRecord[],
  db: Database = getPrisma(),
): Promise<(record: NumbersOfRecord) => RecordNames> {
  const numbers = records.flatMap(({ callerNumber, calleeNumber }) =>
    [callerNumber, calleeNumber ?? []].flat(),
  )
  const names = await namesOf(contractNumber, numbers, db)
  const labelOf = (number: string | null): NumberLabel | undefined => {
    const named = number === null ? undefined : names.get(number)
    return named && { name: named.name, department: named.department }
  }
  return ({ callerNumber, calleeNumber }) => {
    const [caller, callee] = [labelOf(callerNumber), labelOf(calleeNumber)]
    return { ...(caller && { callerNumber: caller }), ...(callee && { calleeNumber: callee }) }
  }
}
