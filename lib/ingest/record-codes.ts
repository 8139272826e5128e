import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import type { UsageDay } from './usage-rows'

/** The coded columns, each with the values that a day brought. */
type UsageCodes = Record<
  'communication_type' | 'discount_type' | 'call_type' | 'area' | 'paper_mode',
  Set<string>
>

/** The values of the coded columns in a day's rows. */
export function codesOf({ calls, destinations }: Pick<UsageDay, 'calls' | 'destinations'>): UsageCodes {
  const codes: UsageCodes = {
    communication_type: new Set(),
    discount_type: new Set(),
    call_type: new Set(),
    area: new Set(),
    paper_mode: new Set(),
  }
  for (const call of calls) {
    codes.communication_type.add(call.communicationType)
    codes.area.add(call.area)
    if (call.discountType !== null) codes.discount_type.add(call.discountType)
  }
  for (const destination of destinations) {
    codes.communication_type.add(destination.communicationType)
    codes.area.add(destination.area)
    codes.paper_mode.add(destination.paperMode)
    if (destination.callType !== null) codes.call_type.add(destination.callType)
  }
  return codes
}

/**
 * Adds to the code tables what they do not hold yet; `first_seen_on` is the earliest day that brought a code,
 * in whatever order days are loaded.
 */
export async function recordCodes(client: ClientBase, date: JapanDate, codes: UsageCodes): Promise<void> {
  const pairs = Object.entries(codes).flatMap(([kind, values]) => [...values].map((code) => ({ kind, code })))
  // One order for all: two loads at once that met the same codes in different orders would deadlock.
  await client.query(
    `INSERT INTO usage_code (kind, code, first_seen_on)
     SELECT kind, code, $1::date FROM unnest($2::text[], $3::text[]) AS added (kind, code)
     ORDER BY kind, code
     ON CONFLICT (kind, code) DO UPDATE SET first_seen_on = excluded.first_seen_on
     WHERE usage_code.first_seen_on > excluded.first_seen_on`,
    [date, pairs.map(({ kind }) => kind), pairs.map(({ code }) => code)],
  )
}
