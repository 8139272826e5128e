import { escapeLiteral } from 'pg'
import type { RecordAccess } from '@/lib/auth/account-user'
import { Prisma } from '@/lib/db/generated/client'
import { isCodedOnly, type UsageConditions } from './conditions'
import type { UsageKind } from './search'

/** The column that is 割引種別 or 通話種別, by kind. */
export const rateColumns = { call: 'discount_type', destination: 'call_type' } as const

/**
 * The first text after all that begin so. Numbers are compared byte by byte (collation "C") and a start is of ASCII, so
 * an index finds them as a range; LIKE would take `_` for any character.
 */
const endOf = (start: string) =>
  start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + 1)

/** Conditions on the columns that both kinds of records have. */
const sharedWhere = ({
  communicationTypes,
  areas,
  callerStart,
  calleeStart,
  chargeFrom,
  chargeTo,
}: UsageConditions) => ({
  ...(communicationTypes && { communicationType: { in: communicationTypes } }),
  ...(areas && { area: { in: areas } }),
  ...(callerStart !== undefined && { callerNumber: { gte: callerStart, lt: endOf(callerStart) } }),
  ...(calleeStart !== undefined && { calleeNumber: { gte: calleeStart, lt: endOf(calleeStart) } }),
  ...((chargeFrom !== undefined || chargeTo !== undefined) && { charge: { gte: chargeFrom, lte: chargeTo } }),
})

/** A record without a rate has no text there, where a total has the empty one. */
const withAbsent = (rateTypes: string[]) => [...rateTypes, ...(rateTypes.includes('') ? [null] : [])]

/** The calls that conditions leave. */
export function callConditions(conditions: UsageConditions = {}): Prisma.UsageCallWhereInput {
  const { rateTypes } = conditions
  const ofRate = rateTypes && { OR: withAbsent(rateTypes).map((discountType) => ({ discountType })) }
  return { ...sharedWhere(conditions), ...ofRate }
}

/** The destinations that conditions leave. */
export function destinationConditions(conditions: UsageConditions = {}): Prisma.UsageDestinationWhereInput {
  const { rateTypes } = conditions
  const ofRate = rateTypes && { OR: withAbsent(rateTypes).map((callType) => ({ callType })) }
  return { ...sharedWhere(conditions), ...ofRate }
}

/** The hourly totals that conditions on coded columns leave. */
export const hourConditions = ({ communicationTypes, areas, rateTypes }: UsageConditions = {}) => ({
  ...(communicationTypes && { communicationType: { in: communicationTypes } }),
  ...(areas && { area: { in: areas } }),
  ...(rateTypes && { rateType: { in: rateTypes } }),
})

/** What leaves records of a period: whose they are, and what they are narrowed by. */
interface Narrowed extends Pick<RecordAccess, 'callers'> {
  conditions?: UsageConditions
}

/** Whether the hourly totals know all that leaves them: they know codes, and neither numbers nor charges. */
export const isInHours = ({ callers, conditions }: Narrowed) => callers === 'all' && isCodedOnly(conditions)

/** One condition in SQL: a column, how it is compared, and with what. */
interface SqlCondition {
  column: string
  operator: '= ANY' | '>=' | '<' | '<='
  value: string | number | string[]
}

/** The same conditions for what reads by SQL. `rate` is the column of 割引種別/通話種別 there. */
function sqlConditions(conditions: UsageConditions, rate: string): SqlCondition[] {
  const { communicationTypes, areas, rateTypes, callerStart, calleeStart, chargeFrom, chargeTo } = conditions
  const all: (Omit<SqlCondition, 'value'> & { value: SqlCondition['value'] | undefined })[] = [
    { column: 'communication_type', operator: '= ANY', value: communicationTypes },
    { column: 'area', operator: '= ANY', value: areas },
    { column: `coalesce(${rate}, '')`, operator: '= ANY', value: rateTypes },
    { column: 'caller_number', operator: '>=', value: callerStart },
    { column: 'caller_number', operator: '<', value: callerStart && endOf(callerStart) },
    { column: 'callee_number', operator: '>=', value: calleeStart },
    { column: 'callee_number', operator: '<', value: calleeStart && endOf(calleeStart) },
    { column: 'charge', operator: '>=', value: chargeFrom },
    { column: 'charge', operator: '<=', value: chargeTo },
  ]
  return all.flatMap(({ value, ...condition }) => (value === undefined ? [] : [{ ...condition, value }]))
}

/** What leaves records of a kind: the callers that the account sees, and the conditions. */
const recordConditions = (kind: UsageKind, { callers, conditions = {} }: Narrowed): SqlCondition[] => [
  ...(callers === 'all'
    ? []
    : [{ column: 'caller_number', operator: '= ANY' as const, value: callers.numbers }]),
  ...sqlConditions(conditions, rateColumns[kind]),
]

/** The records of a kind that an account sees and conditions leave, as SQL with parameters. */
export const recordConditionsSql = (kind: UsageKind, narrowed: Narrowed): Prisma.Sql[] =>
  recordConditions(kind, narrowed).map(({ column, operator, value }) =>
    operator === '= ANY'
      ? Prisma.sql`${Prisma.raw(column)} = ANY (${value}::text[])`
      : Prisma.sql`${Prisma.raw(column)} ${Prisma.raw(operator)} ${value}`,
  )

/** The same as text whose values are escaped, for COPY, which takes no parameters. */
export const recordConditionsText = (kind: UsageKind, narrowed: Narrowed): string[] =>
  recordConditions(kind, narrowed).map(asText)

/** The hourly totals that conditions on coded columns leave, as such a text. */
export const hourConditionsText = (conditions: UsageConditions = {}): string[] =>
  sqlConditions(conditions, 'rate_type').map(asText)

function asText({ column, operator, value }: SqlCondition): string {
  if (Array.isArray(value)) return `${column} = ANY (ARRAY[${value.map(escapeLiteral).join(', ')}]::text[])`
  return `${column} ${operator} ${typeof value === 'number' ? value : escapeLiteral(value)}`
}
