import type { UsageTotals } from '@/lib/usage/totals'
import type { UsageRecord } from '@/lib/usage/read-page'

export const calledAt = new Date('2014-07-06T00:54:13Z')
export const call: UsageRecord = {
  key: { calledAt, callId: 1n },
  cells: ['2014/07/06 09:54:13', '同報', '04', '-----', 'JAPAN', '0', '3', '4', '', '', '0'],
  names: {},
}
export const totals: UsageTotals = {
  records: 1,
  destinations: 1n,
  acceptedPages: 31n,
  sentPages: 4n,
  billedPages: 0n,
  charge: 0n,
}
export const span = { first: calledAt, last: new Date('2014-07-06T00:59:59Z') }
export const asOf = new Date('2014-07-07T00:00:00Z')
