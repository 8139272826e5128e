import { exactNumber } from '@/lib/files/json-values'
import type { UsageKind } from './search'
import type { UsageTotals } from './totals'

/** Totals as JSON for programs has them; those of destinations are without 受付枚数, which a destination does not have. */
export function totalsJson(totals: UsageTotals, kind: UsageKind) {
  const { records, destinations, acceptedPages, sentPages, billedPages, charge } = totals
  return {
    records,
    destinations: exactNumber(destinations),
    ...(kind === 'call' && { acceptedPages: exactNumber(acceptedPages) }),
    sentPages: exactNumber(sentPages),
    billedPages: exactNumber(billedPages),
    charge: exactNumber(charge),
  }
}
