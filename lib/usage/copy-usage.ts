import { escapeLiteral, type ClientBase } from 'pg'
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams'
import { columnsOf } from './columns'
import type { UsageKey } from './cursor'
import type { UsageKind } from './search'

/** The records of a file. */
export interface UsageFileScope {
  contractNumber: string
  kind: UsageKind
  /** `from` is included, `until` is not. */
  period?: { from: Date; until: Date }
  /** Of one call only. */
  callId?: bigint
  /** Those after this one, in the order of the file. */
  after?: UsageKey
  /** The first so many. */
  recordsMax?: number
}

/**
 * Reads records as the lines of a CSV, without a heading, each ended by LF, in UTF-8: by the columns of the screen,
 * ordered by 発信日時, then record number. Feed it to `csvFile`.
 * @param client lent to this read alone; to be closed, not lent again, when the stream is left before its end.
 */
export function copyUsage(client: ClientBase, scope: UsageFileScope): CopyToStreamQuery {
  return client.query(copyTo(`COPY (${usageFileQuery(scope)}) TO STDOUT (FORMAT csv)`))
}

/** The query whose rows are the lines of a file. COPY takes no parameters: its values stand in the text, escaped. */
export function usageFileQuery(scope: UsageFileScope): string {
  const { kind, period, callId, after, recordsMax } = scope
  const key = kind === 'call' ? 'called_at, call_id' : 'called_at, call_id, destination_no'
  const conditions = [`contract_number = ${escapeLiteral(scope.contractNumber)}`]
  if (period) conditions.push(`called_at >= ${instant(period.from)}`, `called_at < ${instant(period.until)}`)
  if (callId !== undefined) conditions.push(`call_id = ${callId}`)
  if (after) conditions.push(`(${key}) > (${keyValues(after)})`)
  const columns = columnsOf(kind).map(({ fileSql }) => fileSql)
  const limit = recordsMax === undefined ? '' : ` LIMIT ${recordsMax}`
  return `SELECT ${columns.join(', ')} FROM usage_${kind}
    WHERE ${conditions.join(' AND ')} ORDER BY ${key}${limit}`
}

const instant = (time: Date) => escapeLiteral(time.toISOString())

const keyValues = ({ calledAt, callId, destinationNo }: UsageKey) =>
  [instant(calledAt), callId, ...(destinationNo === undefined ? [] : [destinationNo])].join(', ')
