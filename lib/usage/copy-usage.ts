import { escapeLiteral, type ClientBase } from 'pg'
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams'
import { defaultFormulaChoice, type FormulaChoice } from '@/lib/files/formula-choice'
import type { DestinationRange } from './call-destinations'
import type { UsageKey } from './cursor'
import { recordConditionsText } from './conditions-where'
import { fileColumnsSql } from './file-columns'
import { keyValue, type UsageScope } from './record-where'
import { orderColumns, sortedBy, turned, type OrderColumn } from './sort'

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
  /** The contract's names of its numbers, which stand at the end of each line: an SQL literal, see `copyNames`. */
  namesLiteral?: string
}

/** The columns of the order in their tables. */
const columnNames: Record<OrderColumn['name'], string> = {
  charge: 'charge',
  sentPages: 'sent_pages',
  calledAt: 'called_at',
  callId: 'call_id',
  destinationNo: 'destination_no',
}

/**
 * Reads records as the lines of a CSV, without a heading, each ended by LF, in UTF-8: by the columns of the screen,
 * their texts safe in a spreadsheet or as they are, in the order of the scope. Feed it to `csvFile`.
 * @param client lent to this read alone; to be closed, not lent again, when the stream is left before its end.
 */
export function copyUsage(client: ClientBase, scope: UsageFileScope): CopyToStreamQuery {
  return client.query(copyTo(`COPY (${usageFileQuery(scope)}) TO STDOUT (FORMAT csv)`))
}

/** The query whose rows are the lines of a file. COPY takes no parameters: its values stand in the text, escaped. */
export function usageFileQuery(scope: UsageFileScope): string {
  const { formulas = defaultFormulaChoice, namesLiteral } = scope
  const columns = fileColumnsSql(scope, formulas, namesLiteral !== undefined)
  return namesLiteral === undefined
    ? selectRecords(scope, columns)
    : selectNamed(scope, columns, namesLiteral)
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
  const columns = orderColumns(scope.kind, scope.sort)
  const key = columns.map(({ name }) => columnNames[name])
  const { by } = sortedBy(scope.sort)
  const { rows } = await client.query<FileEndRow>(
    `WITH file AS MATERIALIZED (${selectRecords(scope, [...new Set([...key, 'charge'])])})
     SELECT called_at AS "calledAt", call_id AS "callId",
            ${scope.kind === 'destination' ? 'destination_no' : 'NULL::int'} AS "destinationNo",
            ${by === 'calledAt' ? 'NULL' : columnNames[by]} AS sorted, records, total
     FROM file, (SELECT count(*)::int AS records, sum(charge) AS total FROM file) AS totals
     ORDER BY ${orderText(turned(columns))} LIMIT 1`,
  )
  return rows[0] && fileEnd(rows[0])
}

interface FileEndRow {
  calledAt: Date
  callId: string
  destinationNo: number | null
  sorted: string | number | null
  records: number
  total: string
}

const fileEnd = ({ calledAt, callId, destinationNo, sorted, records, total }: FileEndRow): UsageFileEnd => ({
  key: {
    calledAt,
    callId: BigInt(callId),
    destinationNo: destinationNo ?? undefined,
    ...(sorted !== null && { sorted: BigInt(sorted) }),
  },
  records,
  charge: BigInt(total),
})

const orderText = (columns: OrderColumn[]) =>
  columns.map(({ name, order }) => `${columnNames[name]}${order === 'desc' ? ' DESC' : ''}`).join(', ')

/**
 * Selects columns of the records of a file and of `names`, the object of the names.
 *
 * The names may be megabytes, so no row that is sorted or kept has them: records are ordered and limited without them, and
 * get them when they have their place. There they are a subquery that depends on no record: it is run once, and each row
 * points at what it gave. A join could keep them in a temporary file, to be read again for each record.
 *
 * Each level asks for the order of the level below, which it has already: nothing is sorted again, and the order of the
 * file is that of the outermost.
 */
function selectNamed(scope: UsageFileScope, columns: readonly string[], namesLiteral: string): string {
  const order = orderText(orderColumns(scope.kind, scope.sort))
  return `SELECT ${columns.join(', ')} FROM (
      SELECT *, (SELECT ${namesLiteral}::jsonb) AS names FROM (${selectRecords(scope, ['*'])}) AS file ORDER BY ${order}
    ) AS named ORDER BY ${order}`
}

/** Selects columns of the records of a file, in their order. */
export function selectRecords(scope: UsageFileScope, columns: readonly string[]): string {
  const { kind, contractNumber, period, callId, destinationNumbers, sort, after, recordsMax } = scope
  const order = orderColumns(kind, sort)
  const conditions = [
    `contract_number = ${escapeLiteral(contractNumber)}`,
    ...recordConditionsText(kind, scope),
  ]
  if (period) conditions.push(`called_at >= ${instant(period.from)}`, `called_at < ${instant(period.until)}`)
  if (callId !== undefined) conditions.push(`call_id = ${callId}`)
  if (destinationNumbers)
    conditions.push(`destination_no BETWEEN ${destinationNumbers.from} AND ${destinationNumbers.to}`)
  if (after) conditions.push(...afterConditions(order, after))
  const limit = recordsMax === undefined ? '' : ` LIMIT ${recordsMax}`
  return `SELECT ${columns.join(', ')} FROM usage_${kind}
    WHERE ${conditions.join(' AND ')} ORDER BY ${orderText(order)}${limit}`
}

/**
 * Those after a record in an order. The first column is said once more, by itself: a scan of the index begins there, not
 * where the period does.
 */
function afterConditions(order: OrderColumn[], after: UsageKey): string[] {
  const names = order.map(({ name }) => columnNames[name])
  const values = order.map(({ name }) => literal(keyValue(after, name)))
  const beyond = order.map((column) => (column.order === 'asc' ? '>' : '<'))
  const steps = order.map((_, index) =>
    [
      ...names.slice(0, index).map((name, earlier) => `${name} = ${values[earlier]}`),
      `${names[index]} ${beyond[index]} ${values[index]}`,
    ].join(' AND '),
  )
  const isOneWay = new Set(beyond).size === 1
  return [
    `${names[0]} ${beyond[0]}= ${values[0]}`,
    isOneWay ? `(${names.join(', ')}) ${beyond[0]} (${values.join(', ')})` : `(${steps.join(' OR ')})`,
  ]
}

const instant = (time: Date) => escapeLiteral(time.toISOString())

const literal = (value: Date | bigint | number) => (value instanceof Date ? instant(value) : String(value))
