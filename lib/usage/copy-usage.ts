import { escapeLiteral, type ClientBase } from 'pg'
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams'
import { columnsOf } from './columns'
import type { DestinationRange } from './call-destinations'
import { keyColumns, type UsageKey } from './cursor'
import { defaultFormulaChoice, type FormulaChoice } from './formula-choice'
import type { UsageScope } from './read-page'

/** The records of a file. */
export interface UsageFileScope extends UsageScope {
  /** Those whose 宛先 number is in this range; of destinations alone. */
  destinationNumbers?: DestinationRange
  /** Those after this one, in the order of the file. */
  after?: UsageKey
  /** The first so many. */
  recordsMax?: number
  /** Whether texts are safe in a spreadsheet; they are where this is absent. */
  formulas?: FormulaChoice
}

/**
 * Reads records as the lines of a CSV, without a heading, each ended by LF, in UTF-8: by the columns of the screen,
 * their texts safe in a spreadsheet or as they are, ordered by 発信日時, then record number. Feed it to `csvFile`.
 * @param client lent to this read alone; to be closed, not lent again, when the stream is left before its end.
 */
export function copyUsage(client: ClientBase, scope: UsageFileScope): CopyToStreamQuery {
  return client.query(copyTo(`COPY (${usageFileQuery(scope)}) TO STDOUT (FORMAT csv)`))
}

/** The query whose rows are the lines of a file. COPY takes no parameters: its values stand in the text, escaped. */
export function usageFileQuery(scope: UsageFileScope): string {
  const {
    kind,
    period,
    callId,
    destinationNumbers,
    after,
    recordsMax,
    formulas = defaultFormulaChoice,
  } = scope
  const key = keyColumns[kind].join(', ')
  const conditions = [`contract_number = ${escapeLiteral(scope.contractNumber)}`]
  if (period) conditions.push(`called_at >= ${instant(period.from)}`, `called_at < ${instant(period.until)}`)
  if (callId !== undefined) conditions.push(`call_id = ${callId}`)
  if (destinationNumbers)
    conditions.push(`destination_no BETWEEN ${destinationNumbers.from} AND ${destinationNumbers.to}`)
  if (after) conditions.push(`(${key}) > (${keyValues(after)})`)
  const columns = columnsOf(kind).map(({ sql, fileSql }) => (formulas === 'asis' ? sql : fileSql))
  const limit = recordsMax === undefined ? '' : ` LIMIT ${recordsMax}`
  return `SELECT ${columns.join(', ')} FROM usage_${kind}
    WHERE ${conditions.join(' AND ')} ORDER BY ${key}${limit}`
}

const instant = (time: Date) => escapeLiteral(time.toISOString())

const keyValues = ({ calledAt, callId, destinationNo }: UsageKey) =>
  [instant(calledAt), callId, ...(destinationNo === undefined ? [] : [destinationNo])].join(', ')
