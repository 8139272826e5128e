import { escapeLiteral, type ClientBase } from 'pg'
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams'
import type { DestinationRange } from './call-destinations'
import type { UsageKey } from './cursor'
import { recordConditionsText } from './conditions-where'
import { fileColumnsSql } from './file-columns'
import { defaultFormulaChoice, type FormulaChoice } from './formula-choice'
import type { UsageScope } from './record-where'
import type { UsageKind } from './search'

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

/** The columns that order the records of a kind, each record in one place. */
const keyColumns: Record<UsageKind, readonly string[]> = {
  call: ['called_at', 'call_id'],
  destination: ['called_at', 'call_id', 'destination_no'],
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
  return selectRecords(scope, fileColumnsSql(scope.kind, scope.formulas ?? defaultFormulaChoice))
}

/** Where a file ends, and what its records come to. */
export interface UsageFileEnd {
  /** Of its last record: the next file begins after it. */
  key: UsageKey
  records: number
  /** yen */
  charge: bigint
}

/**
 * Finds the last record of a file, and counts and totals all of them.
 *
 * SQL on the connection of `copyUsage`: the figures of a file and its rows must be of one moment.
 * @param client in a transaction at REPEATABLE READ.
 * @returns undefined where the file has no record.
 */
export async function findFileEnd(
  client: ClientBase,
  scope: UsageFileScope,
): Promise<UsageFileEnd | undefined> {
  const key = keyColumns[scope.kind]
  const { rows } = await client.query<FileEndRow>(
    `WITH file AS MATERIALIZED (${selectRecords(scope, [...key, 'charge'])})
     SELECT called_at AS "calledAt", call_id AS "callId",
            ${scope.kind === 'destination' ? 'destination_no' : 'NULL::int'} AS "destinationNo", records, sum AS charge
     FROM file, (SELECT count(*)::int AS records, sum(charge) AS sum FROM file) AS totals
     ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1`,
  )
  return rows[0] && fileEnd(rows[0])
}

interface FileEndRow {
  calledAt: Date
  callId: string
  destinationNo: number | null
  records: number
  charge: string
}

const fileEnd = ({ calledAt, callId, destinationNo, records, charge }: FileEndRow): UsageFileEnd => ({
  key: { calledAt, callId: BigInt(callId), destinationNo: destinationNo ?? undefined },
  records,
  charge: BigInt(charge),
})

/** Selects columns of the records of a file, in their order. */
function selectRecords(scope: UsageFileScope, columns: readonly string[]): string {
  const { kind, contractNumber, period, callId, destinationNumbers, after, recordsMax } = scope
  const key = keyColumns[kind].join(', ')
  const conditions = [
    `contract_number = ${escapeLiteral(contractNumber)}`,
    ...recordConditionsText(kind, scope.conditions),
  ]
  // Beside the key its time is said once more: the scan of the index begins there, not where the period does.
  const from = after?.calledAt ?? period?.from
  if (from) conditions.push(`called_at >= ${instant(from)}`)
  if (period) conditions.push(`called_at < ${instant(period.until)}`)
  if (callId !== undefined) conditions.push(`call_id = ${callId}`)
  if (destinationNumbers)
    conditions.push(`destination_no BETWEEN ${destinationNumbers.from} AND ${destinationNumbers.to}`)
  if (after) conditions.push(`(${key}) > (${keyValues(after)})`)
  const limit = recordsMax === undefined ? '' : ` LIMIT ${recordsMax}`
  return `SELECT ${columns.join(', ')} FROM usage_${kind}
    WHERE ${conditions.join(' AND ')} ORDER BY ${key}${limit}`
}

const instant = (time: Date) => escapeLiteral(time.toISOString())

const keyValues = ({ calledAt, callId, destinationNo }: UsageKey) =>
  [instant(calledAt), callId, ...(destinationNo === undefined ? [] : [destinationNo])].join(', ')
