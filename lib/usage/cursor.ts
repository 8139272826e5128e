import type { UsageKind } from './search'
import { sortedBy, type UsageSort } from './sort'

/** The place of a record in the order of a result: what it is sorted by, 発信日時, then record number. */
export interface UsageKey {
  calledAt: Date
  callId: bigint
  /** Destinations only. */
  destinationNo?: number
  /** 通信料 or 送信枚数/送信頁数, where the result is ordered by it. */
  sorted?: bigint
}

/** A page of a result: the one after a record (NEXT) or the one before it (BACK). */
export interface UsageCursor {
  direction: 'after' | 'before'
  key: UsageKey
}

const pattern = /^(after|before)-(\d{1,11})-(\d{1,19})(?:-(\d{1,10}))?(?:-v(\d{1,19}))?$/
const bigintMax = 2n ** 63n - 1n
const intMax = 2 ** 31 - 1

/**
 * The cursor as it stands in an address, e.g. `after-1404608053-123-4` (epoch seconds, call, destination); with the value
 * that the result is sorted by `after-1404608053-123-4-v190`.
 */
export function formatCursor({ direction, key }: UsageCursor): string {
  const parts: (string | number | bigint)[] = [direction, key.calledAt.getTime() / 1_000, key.callId]
  if (key.destinationNo !== undefined) parts.push(key.destinationNo)
  if (key.sorted !== undefined) parts.push(`v${key.sorted}`)
  return parts.join('-')
}

const sortedMax = (sort?: UsageSort) => (sortedBy(sort).by === 'sentPages' ? BigInt(intMax) : bigintMax)

/** @returns undefined for a text that `formatCursor` would not have written for this kind and order. */
export function parseCursor(text: string, kind: UsageKind, sort?: UsageSort): UsageCursor | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, direction, epochSeconds, callIdText, destinationNoText, sortedText] = match
  if ((sortedText === undefined) !== (sortedBy(sort).by === 'calledAt')) return undefined
  if ((destinationNoText !== undefined) !== (kind === 'destination')) return undefined
  const callId = BigInt(callIdText!)
  const destinationNo = destinationNoText === undefined ? undefined : Number(destinationNoText)
  const sorted = sortedText === undefined ? undefined : BigInt(sortedText)
  if (callId > bigintMax || (sorted ?? 0n) > sortedMax(sort) || (destinationNo ?? 0) > intMax)
    return undefined
  return {
    direction: direction as UsageCursor['direction'],
    key: {
      calledAt: new Date(Number(epochSeconds) * 1_000),
      callId,
      destinationNo,
      ...(sorted !== undefined && { sorted }),
    },
  }
}
