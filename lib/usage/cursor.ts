import type { UsageKind } from './search'

/** The place of a record in the order of a result: 発信日時, then record number. */
export interface UsageKey {
  calledAt: Date
  callId: bigint
  /** Destinations only. */
  destinationNo?: number
}

/** A page of a result: the one after a record (NEXT) or the one before it (BACK). */
export interface UsageCursor {
  direction: 'after' | 'before'
  key: UsageKey
}

const pattern = /^(after|before)-(\d{1,11})-(\d{1,19})(?:-(\d{1,10}))?$/
const bigintMax = 2n ** 63n - 1n
const intMax = 2 ** 31 - 1

/** The cursor as it stands in an address, e.g. `after-1404608053-123-4` (epoch seconds, call, destination). */
export function formatCursor({ direction, key }: UsageCursor): string {
  const parts = [direction, key.calledAt.getTime() / 1_000, key.callId]
  if (key.destinationNo !== undefined) parts.push(key.destinationNo)
  return parts.join('-')
}

/** @returns undefined for a text that `formatCursor` would not have written for this kind. */
export function parseCursor(text: string, kind: UsageKind): UsageCursor | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, direction, epochSeconds, callIdText, destinationNoText] = match
  if ((destinationNoText !== undefined) !== (kind === 'destination')) return undefined
  const callId = BigInt(callIdText!)
  const destinationNo = destinationNoText === undefined ? undefined : Number(destinationNoText)
  if (callId > bigintMax || (destinationNo ?? 0) > intMax) return undefined
  return {
    direction: direction as UsageCursor['direction'],
    key: { calledAt: new Date(Number(epochSeconds) * 1_000), callId, destinationNo },
  }
}
