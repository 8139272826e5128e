import type { Pool } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { insertUsage, type CallsPlan } from './insert-usage'

export interface LargeCall {
  callId: number
  /** Japan time, e.g. `09:54:13`. */
  at: string
  destinations: number
  /** Over how many seconds they are dialled. */
  spanSeconds: number
  /** From one destination's number to the next one's. */
  numberStep?: number
  /** How many calls like it, each with the next id. */
  calls?: number
}

/** Puts large calls of one day, their destinations and the totals of their hours into a database. */
export const insertLargeCalls = (
  pool: Pool,
  contractNumber: string,
  date: JapanDate,
  calls: LargeCall[],
): Promise<void> => insertUsage(pool, contractNumber, date, calls.map(planOf))

function planOf({ callId, at, destinations, spanSeconds, numberStep = 1, calls = 1 }: LargeCall): CallsPlan {
  const size = String(destinations)
  const place = '(no - 1)'
  // Numbers follow the time but for each third, which is dialled again at the end.
  const second = `CASE WHEN ${place} % 3 = 0 THEN ${spanSeconds} ELSE ${place}::bigint * ${spanSeconds} / ${size} END`
  return {
    calls,
    call: {
      called_at: `start + interval '${at}'`,
      call_id: `${callId} + nth - 1`,
      destination_count: size,
      accepted_pages: size,
      sent_pages: size,
      billed_pages: size,
      charge: size,
    },
    destination: {
      called_at: `call.called_at + make_interval(secs => ${second})`,
      destination_no: `1 + ${place} * ${numberStep}`,
      callee_number: `'0' || (${place} * 7919 + 100000000)`,
      charge: `1 + ${place} % 5`,
    },
  }
}
