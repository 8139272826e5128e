import type { FormulaChoice } from '@/lib/files/formula-choice'
import { formulaSafeSql } from '@/lib/files/formula-safe'
import { absentNumber, fileColumnsOf, type UsageColumnKey, type UsageNameKey } from './columns'
import type { UsageKind } from './search'

/** The value of a column in a file. */
interface FileColumn {
  /** An expression over the row of its table, NULL where nothing is written. */
  sql: string
  /** Whether it may hold a text that a spreadsheet would run. */
  isText: boolean
}

const text = (sql: string): FileColumn => ({ sql, isText: true })
const plain = (sql: string): FileColumn => ({ sql, isText: false })

const sharedColumns = {
  calledAt: plain(`to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY/MM/DD HH24:MI:SS')`),
  communicationType: text('communication_type'),
  callerNumber: text('caller_number'),
  calleeNumber: text(`coalesce(callee_number, '${absentNumber}')`),
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

/** Over what `copyUsage` joins to the row. */
const nameColumns: Record<UsageNameKey, FileColumn> = {
  callerName: text('caller_name'),
  callerDepartment: text('caller_department'),
  callerAccountCode: text('caller_account_code'),
  calleeName: text('callee_name'),
  calleeDepartment: text('callee_department'),
  calleeAccountCode: text('callee_account_code'),
}

/**
 * What COPY writes a file's columns from: an SQL expression each, in the order of `fileColumnsOf`. In SQL, since rows of
 * a file go from the database to the reader without being made in this process. Never for a browser.
 */
export function fileColumnsSql(kind: UsageKind, formulas: FormulaChoice, withNames: boolean): string[] {
  const expressions: Record<string, FileColumn> = { ...fileColumns[kind], ...nameColumns }
  return fileColumnsOf(kind, withNames).map(({ key }) => {
    const { sql, isText } = expressions[key]!
    return isText && formulas === 'guarded' ? formulaSafeSql(sql) : sql
  })
}
