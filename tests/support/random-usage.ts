import fc from 'fast-check'
import type { Pool } from 'pg'
import type { CallRow, DestinationRow } from '@/lib/ingest/usage-rows'
import { addJapanDays, type JapanDate } from '@/lib/time/japan-time'
import type { UsagePeriod } from '@/lib/usage/period'
import { loadUsageDay } from '@/prisma/factories/load-usage-day'
import { createRandom } from '@/prisma/factories/random'

interface RandomUsage {
  firstDay: JapanDate
  days: number
  contracts: string[]
}

/** Any period of whole hours within some days. */
export function anyPeriodOf(firstDay: JapanDate, days: number): fc.Arbitrary<UsagePeriod> {
  const hour = fc.nat(days * 24 - 1)
  return fc.tuple(hour, hour).map(([one, other]) => {
    const [start, end] = [Math.min(one, other), Math.max(one, other)]
    return {
      startDate: addJapanDays(firstDay, Math.floor(start / 24)),
      startHour: start % 24,
      endDate: addJapanDays(firstDay, Math.floor(end / 24)),
      endHour: end % 24,
    }
  })
}

/**
 * Loads some hundred calls a day and contract, with what is hard about real ones: many destinations in one
 * second, destinations dialled past midnight, absent values, call ids that other contracts use too. Caller
 * numbers begin with the contract's, so that a record shown to the wrong customer is recognised.
 */
export async function loadRandomUsage(pool: Pool, { firstDay, days, contracts }: RandomUsage): Promise<void> {
  const client = await pool.connect()
  try {
    for (let day = 0; day < days; day++) {
      const date = addJapanDays(firstDay, day)
      const made = contracts.map((contract, index) => makeDay(contract, date, day * 1_000 + index * 100))
      await loadUsageDay(client, {
        date,
        calls: made.flatMap(({ calls }) => calls),
        destinations: made.flatMap(({ destinations }) => destinations),
      })
    }
  } finally {
    client.release()
  }
}

function makeDay(contractNumber: string, date: JapanDate, firstCallId: number) {
  const random = createRandom(`${contractNumber} ${date}`)
  const calls: CallRow[] = []
  const destinations: DestinationRow[] = []
  for (let call = 0; call < 300; call++) {
    const second = random.integer(0, 86_399)
    const shared = {
      contractNumber,
      callId: BigInt(firstCallId + call),
      communicationType: '同報',
      callerNumber: `${contractNumber}${random.integer(0, 9_999)}`,
      area: 'JAPAN',
    }
    const count = call % 50 === 0 ? 150 : random.integer(1, 4)
    const own = Array.from({ length: count }, (_, index): DestinationRow => {
      const isLate = random.integer(0, 9) === 0
      return {
        ...shared,
        destinationNo: index + 1,
        calledAt: timeOf(date, second + (isLate ? random.integer(0, 20_000) : 0)),
        calleeNumber: random.integer(0, 9) === 0 ? null : `0${random.integer(0, 9_999)}`,
        paperMode: 'A4G3F',
        sentPages: random.integer(0, 9),
        billedPages: random.integer(0, 9) === 0 ? null : random.integer(0, 9),
        callType: random.integer(0, 1) === 0 ? null : '夜間',
        charge: BigInt(random.integer(0, 999)),
      }
    })
    destinations.push(...own)
    const billed = own.map((row) => row.billedPages).filter((pages) => pages !== null)
    calls.push({
      ...shared,
      calledAt: timeOf(date, second),
      calleeNumber: count > 1 ? null : own[0]!.calleeNumber,
      destinationCount: count,
      acceptedPages: random.integer(0, 9),
      sentPages: own.reduce((sum, row) => sum + row.sentPages, 0),
      billedPages: billed.length > 0 ? billed.reduce((sum, pages) => sum + pages, 0) : null,
      discountType: null,
      charge: own.reduce((sum, row) => sum + row.charge, 0n),
    })
  }
  return { calls, destinations }
}

function timeOf(date: JapanDate, second: number): string {
  const day = addJapanDays(date, Math.floor(second / 86_400))
  const time = new Date((second % 86_400) * 1_000).toISOString().slice(11, 19)
  return `${day} ${time}`
}
