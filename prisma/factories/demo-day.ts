import type { DemoContractNumber } from '@/lib/accounts/demo-accounts'
import type { UsageDay } from '@/lib/ingest/usage-rows'
import type { JapanDate } from '@/lib/time/japan-time'
import { demoContracts } from './demo-customers'
import { makeManualDay, manualContractNumber, manualDate } from './manual-day'
import { makeRecentDay } from './recent-day'

/** One day of every contract of the demo. */
export function makeDemoDay(date: JapanDate): UsageDay {
  const days = demoContracts.map(({ number }) => makeDayOf(number, date))
  return {
    date,
    calls: days.flatMap(({ calls }) => calls),
    destinations: days.flatMap(({ destinations }) => destinations),
  }
}

function makeDayOf(contractNumber: DemoContractNumber, date: JapanDate): UsageDay {
  return contractNumber === manualContractNumber && date === manualDate
    ? makeManualDay()
    : makeRecentDay(contractNumber, date)
}
