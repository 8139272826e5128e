import type { FileContents } from '@/tests/support/usage-files'
import { fileOf } from '@/tests/support/usage-files'
import { createRandom } from '@/prisma/factories/random'
import { addJapanDays, japanDateOf, type JapanDate } from '@/lib/time/japan-time'

/** The contracts of the load. */
export const contracts = ['71', '72', '73'] as const
export type Contract = (typeof contracts)[number]

/** What all numbers of a contract's usage begin with, and nobody else's. */
const numberPrefix = (contract: Contract) => `0${contract}0077`

/** Finds numbers of other contracts. */
export const foreignNumbers = (own: Contract) =>
  new RegExp(
    contracts
      .filter((contract) => contract !== own)
      .map((contract) => `${numberPrefix(contract)}\\d`)
      .join('|'),
  )

/** What the records of a contract's day come to. */
export interface DayTotals {
  calls: number
  destinations: number
  /** yen */
  charge: number
}

/** One version of a day: its import files, and what is known of them. */
export interface KnownDay {
  date: JapanDate
  files: FileContents
  totals: Record<Contract, DayTotals>
}

const destinationsOfCall = 100

/** Makes a day in which each contract has so many calls of 100 destinations each. */
function makeDay(date: JapanDate, calls: number, firstCallId: number, seed: string): KnownDay {
  const callRows: string[][] = []
  const destinationRows: string[][] = []
  const totals = Object.fromEntries(
    contracts.map((contract) => {
      const random = createRandom(`${seed} ${date} ${contract}`)
      const prefix = numberPrefix(contract)
      let whole = 0
      for (let index = 0; index < calls; index++) {
        const at = `${date} ${two(index % 24)}:${two(random.integer(0, 59))}:00`
        const [callId, caller] = [String(firstCallId + index), `${prefix}${10_000 + (index % 5)}`]
        let sum = 0
        for (let no = 1; no <= destinationsOfCall; no++) {
          const charge = random.integer(1, 99)
          sum += charge
          const callee = `${prefix}${20_000 + index * destinationsOfCall + no}`
          destinationRows.push([
            ...[contract, callId, String(no), at, '同報', caller, callee, 'JAPAN', 'A4G3F'],
            ...['1', '1', '夜間', String(charge)],
          ])
        }
        whole += sum
        const pages = String(destinationsOfCall)
        callRows.push([
          ...[contract, callId, at, '同報', caller, '', 'JAPAN'],
          ...[pages, pages, pages, pages, '夜間', String(sum)],
        ])
      }
      return [contract, { calls, destinations: calls * destinationsOfCall, charge: whole }] as const
    }),
  ) as Record<Contract, DayTotals>
  return {
    date,
    totals,
    files: { calls: fileOf('calls', callRows), destinations: fileOf('destinations', destinationRows) },
  }
}

const two = (number: number) => String(number).padStart(2, '0')

/** A day that stays as it is, and two versions of the day after it, which imports replace by each other. */
export interface KnownUsage {
  still: KnownDay
  moving: [KnownDay, KnownDay]
}

/** Makes the usage of the two days before today. */
export function makeKnownUsage(now: Date): KnownUsage {
  const today = japanDateOf(now)
  const [before, yesterday] = [addJapanDays(today, -2), addJapanDays(today, -1)]
  return {
    still: makeDay(before, 95, 1, 'still'),
    moving: [makeDay(yesterday, 30, 1_001, 'one'), makeDay(yesterday, 26, 2_001, 'two')],
  }
}
