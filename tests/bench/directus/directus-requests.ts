import { addressOf } from '@/lib/paths'
import { pageRecords } from '@/lib/usage/limits'
import { periodInstants, type UsagePeriod } from '@/lib/usage/period'

/** The collection, named as the table that it is. */
export const collection = 'usage_destination'

/** The columns of a result by destination, in their order: the same that our screen and files have. */
const fields = [
  'called_at',
  'communication_type',
  'caller_number',
  'callee_number',
  'area',
  'paper_mode',
  'sent_pages',
  'billed_pages',
  'call_type',
  'charge',
]
const sort = 'called_at,call_id,destination_no'
const items = `/items/${collection}`

/** Limits to a period alone: the contract is what the account's permission limits to. */
function filterOf(period: UsagePeriod): string {
  const { from, until } = periodInstants(period)
  return JSON.stringify({
    _and: [{ called_at: { _gte: from.toISOString() } }, { called_at: { _lt: until.toISOString() } }],
  })
}

/** The address of the first so many records of a period as a CSV. */
export const csvAddress = (period: UsagePeriod, records: number): string =>
  addressOf(items, {
    export: 'csv',
    fields: fields.join(','),
    sort,
    filter: filterOf(period),
    limit: String(records),
  })

/** The two addresses that hold what our search page says: rows with the count of all, and their totals. */
export const pageAddresses = (period: UsagePeriod): { rows: string; totals: string } => ({
  rows: addressOf(items, {
    fields: fields.join(','),
    sort,
    filter: filterOf(period),
    limit: String(pageRecords),
    meta: 'filter_count',
  }),
  totals: addressOf(items, {
    'aggregate[sum]': 'sent_pages,billed_pages,charge',
    filter: filterOf(period),
  }),
})
