import type { RecordAccess } from '@/lib/auth/account-user'
import type { Prisma } from '@/lib/db/generated/client'
import type { DestinationRange } from './call-destinations'
import type { UsageConditions } from './conditions'
import { callConditions, destinationConditions } from './conditions-where'
import type { UsageKey } from './cursor'
import type { UsageKind } from './search'
import { orderColumns, turned, type OrderColumn, type UsageSort } from './sort'

/** The records that a user's result is made of: of a period, of one call, or of both. */
export interface UsageScope extends RecordAccess {
  kind: UsageKind
  /** `from` is included, `until` is not. */
  period?: { from: Date; until: Date }
  callId?: bigint
  /** How they are ordered; by 発信日時 where it is absent. */
  sort?: UsageSort
  /** What they are narrowed by. */
  conditions?: UsageConditions
}

/** A place in the order of a result: the records `after` or `before` the one of the key, or `upTo` and with it. */
export interface UsagePlace {
  side: 'after' | 'before' | 'upTo'
  key: UsageKey
}

/** How records are ordered, for Prisma; from the last to the first where it is turned. */
export const recordOrder = ({ kind, sort }: Pick<UsageScope, 'kind' | 'sort'>, isTurned = false) =>
  (isTurned ? turned(orderColumns(kind, sort)) : orderColumns(kind, sort)).map(({ name, order }) => ({
    [name]: order,
  }))

/** The calls of a scope, all of them or those at a place. */
export const callWhere = (scope: UsageScope, place: UsagePlace | undefined): Prisma.UsageCallWhereInput => ({
  AND: [scopeWhere(scope), callConditions(scope.conditions), ...placeWhere(scope, place)],
})

/**
 * The destinations of a scope, all of them or those at a place.
 * @throws Error where the key of the place is that of a call.
 */
export const destinationWhere = (
  scope: UsageScope,
  place: UsagePlace | undefined,
): Prisma.UsageDestinationWhereInput => ({
  AND: [scopeWhere(scope), destinationConditions(scope.conditions), ...placeWhere(scope, place)],
})

/** A comparison of one column of the order. */
type Comparison = Record<string, unknown>

/**
 * The records at a place of the order: column by column, those that are equal so far and differ in the next. The first
 * column is said once more, by itself: from there an index is read, which it is not from an OR.
 */
function placeWhere(scope: UsageScope, place: UsagePlace | undefined): Comparison[] {
  if (!place) return []
  const { side, key } = place
  const columns = orderColumns(scope.kind, scope.sort)
  const values = columns.map(({ name }) => keyValue(key, name))
  const beyond = columns.map(({ order }) => ((order === 'asc') === (side === 'after') ? 'gt' : 'lt'))
  const last = columns.length - 1
  const steps = columns.map(({ name }, index): Comparison => {
    const isWithKey = index === last && side === 'upTo'
    return {
      ...Object.fromEntries(columns.slice(0, index).map((column, earlier) => [column.name, values[earlier]])),
      [name]: { [`${beyond[index]}${isWithKey ? 'e' : ''}`]: values[index] },
    }
  })
  return [{ [columns[0]!.name]: { [`${beyond[0]}e`]: values[0] } }, { OR: steps }]
}

/** @throws Error where the key has no such part: it is of another kind or order. */
export function keyValue(key: UsageKey, name: OrderColumn['name']): Date | bigint | number {
  const value = name === 'charge' || name === 'sentPages' ? key.sorted : key[name]
  if (value === undefined) throw new Error(`the key of a record lacks its ${name}`)
  // Pages are integers of the database, yen larger ones.
  return name === 'sentPages' ? Number(value) : value
}

/**
 * The records of a scope, of either kind, before they are narrowed: of the callers that the account sees. A part of an
 * AND: conditions on the same column stand beside it, not in its place.
 */
export const scopeWhere = ({
  contractNumber,
  callers,
  period,
  callId,
}: Pick<UsageScope, 'contractNumber' | 'callers' | 'period' | 'callId'>) => ({
  contractNumber,
  ...(callers !== 'all' && { callerNumber: { in: callers.numbers } }),
  ...(period && { calledAt: { gte: period.from, lt: period.until } }),
  ...(callId !== undefined && { callId }),
})

/** The destinations of a range of 宛先 numbers, both ends included; all of them where there is no range. */
export const numbersWhere = (numbers: DestinationRange | undefined) =>
  numbers ? { destinationNo: { gte: numbers.from, lte: numbers.to } } : {}
