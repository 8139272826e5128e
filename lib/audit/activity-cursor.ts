/** The place of an event in the trail: its time, then its number. */
export interface ActivityKey {
  at: Date
  id: bigint
}

/** A page of the trail, newest first: the one after an event (NEXT, older) or the one before it (BACK). */
export interface ActivityCursor {
  direction: 'after' | 'before'
  key: ActivityKey
}

/** Thirteen digits of milliseconds reach the year 2286: later times could break the database's reading. */
const pattern = /^(after|before)-(\d{1,13})-(\d{1,19})$/
const bigintMax = 2n ** 63n - 1n

/** The cursor as it stands in an address, e.g. `after-1795132800000-123` (epoch milliseconds, event). */
export function formatActivityCursor({ direction, key }: ActivityCursor): string {
  return [direction, key.at.getTime(), key.id].join('-')
}

/** @returns undefined for a text that `formatActivityCursor` would not have written. */
export function parseActivityCursor(text: string): ActivityCursor | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const id = BigInt(match[3]!)
  if (id > bigintMax) return undefined
  return {
    direction: match[1] as ActivityCursor['direction'],
    key: { at: new Date(Number(match[2])), id },
  }
}
