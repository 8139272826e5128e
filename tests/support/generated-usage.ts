import type { Pool } from 'pg'
import { insertUsage } from './insert-usage'

/** The day of the generated usage. */
export const generatedDay = '2026-02-03'

/**
 * Makes one day of a contract: a hundred destinations to a call, many records in one second, texts with what is hard
 * in a CSV, and some call ids in no order. Its records by call are a hundredth.
 */
export const generateUsage = (pool: Pool, contractNumber: string, destinations: number): Promise<void> =>
  insertUsage(pool, contractNumber, generatedDay, [
    {
      calls: Math.ceil(destinations / 100),
      call: {
        called_at: 'start + make_interval(secs => nth % 70000)',
        call_id: 'nth::bigint * 7919 % 1000003',
        caller_number: `CASE WHEN nth % 5 = 0 THEN '@userco.jp' ELSE '03' || nth END`,
        area: `E'JAPAN "東京",\\n高〜'`,
        destination_count: `least(100, ${destinations} - (nth - 1) * 100)`,
        discount_type: `'夜間'`,
        charge: 'nth',
      },
      destination: {
        callee_number: `CASE WHEN no % 7 <> 0 THEN '0' || (no * 7919 + call_id * 104729) % 999999999 END`,
        sent_pages: '1 + no % 9',
        billed_pages: 'nullif(no % 9, 0)',
        call_type: `CASE WHEN no % 2 = 0 THEN '夜間' END`,
        charge: 'no * 10 + call_id % 100',
      },
    },
  ])
