import { escapeLiteral, type Pool } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { insertUsage } from './insert-usage'

interface ManyCalls {
  contractNumber: string
  date: JapanDate
  /** Calls of one destination each, over the first hours of the day, several in each second. */
  records: number
  /** The text of 対地名: a long one makes a file that no buffer swallows. */
  area?: string
}

/** Puts many calls, their destinations and the totals of their hours into a database. */
export const insertManyCalls = (
  pool: Pool,
  { contractNumber, date, records, area = 'JAPAN' }: ManyCalls,
): Promise<void> =>
  insertUsage(pool, contractNumber, date, [
    {
      calls: records,
      call: {
        called_at: 'start + make_interval(secs => nth / 3)',
        communication_type: `'一般'`,
        caller_number: escapeLiteral(contractNumber),
        callee_number: `'0' || nth`,
        area: escapeLiteral(area),
        charge: 'nth % 100',
      },
      destination: { charge: 'call.charge' },
    },
  ])
