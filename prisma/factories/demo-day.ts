import type { DemoContractNumber } from '@/lib/accounts/demo-accounts'
import type { UsageDay } from '@/lib/ingest/usage-rows'
import type { JapanDate } from '@/lib/time/japan-time'
import { demoContracts } from './demo-customers'
import { makeManualDay, manualContractNumber, manualDate } from './manual-day'
import { makeRecentDay } from './recent-day'

/** The day of the demo's closed month that is corrected since. */
export const correctedDayOfMonth = 15

/** One day of every contract of the demo. */
export function makeDemoDay(date: JapanDate): UsageDay {
  const days = demoContracts.map(({ number }) => makeDayOf(number, date))
  return {
    date,
    calls: days.flatMap(({ calls }) => calls),
    destinations: days.flatMap(({ destinations }) => destinations),
  }
}

/** The same day as it is corrected later: one call of the first contract is gone, which had been sent twice. */
export function makeCorrectedDay(date: JapanDate): UsageDay {
  const { calls, destinations } = makeDemoDay(date)
  const single = calls.filter(
    ({ contractNumber, destinationCount }) =>
      contractNumber === manualContractNumber && destinationCount === 1,
  )
  const doubled = single[Math.floor(single.length / 2)]!
  const isOther = ({ contractNumber, callId }: { contractNumber: string; callId: bigint }) =>
    contractNumber !== doubled.contractNumber || callId !== doubled.callId
  return { date, calls: calls.filter(isOther), destinations: destinations.filter(isOther) }
}

function makeDayOf(contractNumber: DemoContractNumber, date: JapanDate): UsageDay {
  return contractNumber === manualContractNumber && date === manualDate
    ? makeManualDay()
    : makeRecentDay(contractNumber, date)
}
