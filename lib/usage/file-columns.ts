import type { FormulaChoice } from '@/lib/files/formula-choice'
import { formulaSafeSql } from '@/lib/files/formula-safe'
import { maskedNumberSql } from '@/lib/numbers/mask-number'
import { absentNumber, fileColumnsOf, type UsageColumnKey, type UsageNameKey } from './columns'
import type { UsageKind } from './search'

/** The value of a column in a file. */
interface FileColumn {
  /** An expression over the row of its table, NULL where nothing is written. */
  sql: string
  /** Whether it may hold a text that a spreadsheet would run. */
  isText: boolean
  /** The expression for an account that sees numbers masked. */
  masked?: string
}

const text = (sql: string): FileColumn => ({ sql, isText: true })
const plain = (sql: string): FileColumn => ({ sql, isText: false })
const orAbsent = (sql: string) => `coalesce(${sql}, '${absentNumber}')`

const sharedColumns = {
  calledAt: plain(`to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS')`),
  communicationType: text('communication_type'),
  callerNumber: { ...text('caller_number'), masked: maskedNumberSql('caller_number') },
  calleeNumber: { ...text(orAbsent('callee_number')), masked: orAbsent(maskedNumberSql('callee_number')) },
  area: text('area'),
  charge: plain('charge'),
}

const fileColumns: { [Kind in UsageKind]: Record<UsageColumnKey<Kind>, FileColumn> } = {
  call: {
    ...sharedColumns,
    destinationCount: plain('destination_count'),
    acceptedPages: plain('accepted_pages'),
    sentPages: plain('sent_pages'),
    billedPages: plain('billed_pages'),
    discountType: text('discount_type'),
  },
  destination: {
    ...sharedColumns,
    paperMode: text('paper_mode'),
    sentPagesOfDestination: plain('sent_pages'),
    billedPagesOfDestination: plain('billed_pages'),
    callType: text('call_type'),
  },
}

/** What a number is called in the names beside the row (`copyNames`): a part of its entry, NULL where it is empty. */
const named = (number: string, part: number) => text(`nullif(names -> ${number} ->> ${part}, '')`)

const nameColumns: Record<UsageNameKey, FileColumn> = {
  callerName: named('caller_number', 0),
  callerDepartment: named('caller_number', 1),
  callerAccountCode: named('caller_number', 2),
  calleeName: named('callee_number', 0),
  calleeDepartment: named('callee_number', 1),
  calleeAccountCode: named('callee_number', 2),
}

/**
 * What COPY writes a file's columns from: an SQL expression each, in the order of `fileColumnsOf`. In SQL, since rows of
 * a file go from the database to the reader without being made in this process. Never for a browser.
 */
export function fileColumnsSql(
  { kind, masksNumbers }: { kind: UsageKind; masksNumbers: boolean },
  formulas: FormulaChoice,
  withNames: boolean,
): string[] {
  const expressions: Record<string, FileColumn> = { ...fileColumns[kind], ...nameColumns }
  return fileColumnsOf(kind, withNames).map(({ key }) => {
    const { sql, isText, masked } = expressions[key]!
    const seen = masksNumbers && masked ? masked : sql
    return isText && formulas === 'guarded' ? formulaSafeSql(seen) : seen
  })
}
