import type { Prisma } from '@/lib/db/generated/client'
import type { DestinationRange } from './call-destinations'
import type { UsageConditions } from './conditions'
import { callConditions, destinationConditions } from './conditions-where'
import type { UsageKey } from './cursor'
import type { UsageKind } from './search'

/** The records that a user's result is made of: of a period, of one call, or of both. */
export interface UsageScope {
  contractNumber: string
  kind: UsageKind
  /** `from` is included, `until` is not. */
  period?: { from: Date; until: Date }
  callId?: bigint
  /** What they are narrowed by. */
  conditions?: UsageConditions
}

/** A place in the order of a result: the records `after` or `before` the one of the key, or `upTo` and with it. */
export interface UsagePlace {
  side: 'after' | 'before' | 'upTo'
  key: UsageKey
}

/** What a side of a key is by the last part of the key, and by each part before that. */
const operators = {
  after: { earlier: 'gt', last: 'gt', bound: 'gte' },
  before: { earlier: 'lt', last: 'lt', bound: 'lte' },
  upTo: { earlier: 'lt', last: 'lte', bound: 'lte' },
} as const

export const callOrder = (order: Prisma.SortOrder) => [{ calledAt: order }, { callId: order }]

export const destinationOrder = (order: Prisma.SortOrder) => [...callOrder(order), { destinationNo: order }]

/** The calls of a scope, all of them or those at a place. */
export function callWhere(scope: UsageScope, place: UsagePlace | undefined): Prisma.UsageCallWhereInput {
  const ofScope = { ...scopeWhere(scope), ...callConditions(scope.conditions) }
  if (!place) return ofScope
  const { calledAt, callId } = place.key
  const { earlier, last, bound } = operators[place.side]
  return {
    ...ofScope,
    AND: [
      timeBound(calledAt, bound),
      { OR: [{ calledAt: { [earlier]: calledAt } }, { calledAt, callId: { [last]: callId } }] },
    ],
  }
}

/**
 * The destinations of a scope, all of them or those at a place.
 * @throws Error where the key of the place is that of a call.
 */
export function destinationWhere(
  scope: UsageScope,
  place: UsagePlace | undefined,
): Prisma.UsageDestinationWhereInput {
  const ofScope = { ...scopeWhere(scope), ...destinationConditions(scope.conditions) }
  if (!place) return ofScope
  const { calledAt, callId, destinationNo } = place.key
  if (destinationNo === undefined) throw new Error('the key of a destination lacks its number')
  const { earlier, last, bound } = operators[place.side]
  return {
    ...ofScope,
    AND: [
      timeBound(calledAt, bound),
      {
        OR: [
          { calledAt: { [earlier]: calledAt } },
          { calledAt, callId: { [earlier]: callId } },
          { calledAt, callId, destinationNo: { [last]: destinationNo } },
        ],
      },
    ],
  }
}

/** Says the time of a key once more, by itself: from there an index is read, which it is not from an OR. */
const timeBound = (calledAt: Date, bound: 'gte' | 'lte') => ({ calledAt: { [bound]: calledAt } })

/** The records of a scope, of either kind, before they are narrowed. */
export const scopeWhere = ({ contractNumber, period, callId }: Omit<UsageScope, 'kind' | 'conditions'>) => ({
  contractNumber,
  ...(period && { calledAt: { gte: period.from, lt: period.until } }),
  ...(callId !== undefined && { callId }),
})

/** The destinations of a range of 宛先 numbers, both ends included; all of them where there is no range. */
export const numbersWhere = (numbers: DestinationRange | undefined) =>
  numbers ? { destinationNo: { gte: numbers.from, lte: numbers.to } } : {}
