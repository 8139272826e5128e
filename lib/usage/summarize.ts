import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { japanDays, type JapanDate } from '@/lib/time/japan-time'
import { countUsage } from './count'
import { loadedBetween, loadedDays, type LoadedDays } from './loaded-days'
import { usageSearchParameters, type UsageSearch } from './search'
import { inOneLoad } from './seen-load'
import type { UsageTotals } from './totals'

/** What a search comes to, all of one moment of the data. */
export interface UsageSummary {
  asOf: Date
  totals: UsageTotals
  days: LoadedDays
  /** Days of the period of which nothing was loaded. */
  missingDays: JapanDate[]
}

/** Counts and totals a search of the user's own contract, and notes it in the audit trail. */
export function summarize(
  user: AccountUser,
  search: UsageSearch,
  source: RequestSource,
  now: Date,
): Promise<UsageSummary> {
  const { startDate, endDate, by } = search
  return inOneLoad(user.contractNumber, async (db, end) => {
    const totals = await countUsage(user, search, by, db)
    const days = await loadedDays(now, db, end)
    const loaded = new Set(await loadedBetween(startDate, endDate, db, end))
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'search',
      detail: usageSearchParameters(search),
    })
    const missingDays = japanDays(startDate, endDate).filter((day) => !loaded.has(day))
    return { asOf: now, totals, days, missingDays }
  })
}
