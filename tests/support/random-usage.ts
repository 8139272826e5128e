import fc from 'fast-check'
import type { Pool } from 'pg'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import type { UsageDay } from '@/lib/ingest/usage-rows'
import { addJapanDays, type JapanDate } from '@/lib/time/japan-time'
import type { UsagePeriod } from '@/lib/usage/period'
import {
  assembleCall,
  wallClock,
  type PlannedCall,
  type PlannedDestination,
} from '@/prisma/factories/assemble-day'
import { loadUsageDay } from '@/prisma/factories/load-usage-day'
import { createRandom, type Random } from '@/prisma/factories/random'
import { createTestUser } from './account'
import { useTestDatabase } from './connected-database'

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

/** The days of `useRandomUsage`, which reach into the next month. */
export const randomDays = { firstDay: '2026-01-30', days: 4 }

/** A database with random usage of two contracts, and a user of the first of them. */
export function useRandomUsage(): { pool: () => Pool; user: () => SignedInUser } {
  const { pool } = useTestDatabase()
  const made: { user?: SignedInUser } = {}
  beforeAll(async () => {
    made.user = await createTestUser()
    await loadRandomUsage(pool(), { ...randomDays, contracts: ['04', '05'] })
  })
  return { pool, user: () => made.user! }
}

function makeDay(contractNumber: string, date: JapanDate, firstCallId: number): UsageDay {
  const random = createRandom(`${contractNumber} ${date}`)
  const wallTime = wallClock(date)
  const made = Array.from({ length: 300 }, (_, index) => {
    const plan = planCall(random, contractNumber, index % 50 === 0)
    return assembleCall(contractNumber, BigInt(firstCallId + index), plan, wallTime)
  })
  return {
    date,
    calls: made.map(({ call }) => call),
    destinations: made.flatMap(({ destinations }) => destinations),
  }
}

function planCall(random: Random, contractNumber: string, isLarge: boolean): PlannedCall {
  const second = random.integer(0, 86_399)
  const callerNumber = `${contractNumber}${random.integer(0, 9_999)}`
  const count = isLarge ? 150 : random.integer(1, 4)
  const area = ['JAPAN', 'JAPAN', 'KOREA', 'MAIL'][random.integer(0, 3)]!
  const destinations = Array.from({ length: count }, (): PlannedDestination => {
    const isLate = random.integer(0, 9) === 0
    return {
      second: second + (isLate ? random.integer(0, 20_000) : 0),
      calleeNumber: random.integer(0, 9) === 0 ? null : `0${random.integer(0, 9_999)}`,
      area,
      paperMode: 'A4G3F',
      sentPages: random.integer(0, 9),
      billedPages: random.integer(0, 9) === 0 ? null : random.integer(0, 9),
      callType: [null, '夜間', '深夜'][random.integer(0, 2)]!,
      chargeYen: random.integer(0, 999),
    }
  })
  return {
    second,
    communicationType: count > 1 ? '同報' : ['一般', 'F網取出', '着信課金'][random.integer(0, 2)]!,
    callerNumber,
    calleeNumber: count > 1 ? null : destinations[0]!.calleeNumber,
    area,
    acceptedPages: random.integer(0, 9),
    discountType: [null, '夜間', '深夜'][random.integer(0, 2)]!,
    destinations,
  }
}
