import type { LoggedContract } from './standing-import'
import type { ContractTotals } from './total-staged'
import type { UsualRecords } from './usual-records'

/** The sender's control totals; what is absent is not checked. */
export interface ControlTotals {
  calls?: bigint
  destinations?: bigint
  /** yen, of the calls. */
  charge?: bigint
}

/** How many records a day has, or a contract on a day. */
interface Records {
  calls: number
  destinations: number
}

/** Why files are refused though each line is good. */
export type Objection =
  | { reason: 'otherTotal'; total: keyof ControlTotals; expected: string; found: string }
  | { reason: 'noUsage' }
  /** Less than half of what stands for the day; of one contract where `contractNumber` names it. */
  | { reason: 'fewerThanStanding'; contractNumber?: string; standing: Records; found: Records }
  /** Less than half of what is usual for the weekday. */
  | { reason: 'fewerThanUsual'; usual: UsualRecords; found: Records }

/** A contract with fewer records on a day may well have less than half of them after a correction. */
const contractRecordsLeast = 20

/** What of the sender's control totals differs from what the files hold. */
export function compareControlTotals(
  expected: ControlTotals,
  totals: readonly ContractTotals[],
): Objection[] {
  const { calls, destinations } = sumRecords(totals)
  const found: Required<ControlTotals> = {
    calls: BigInt(calls),
    destinations: BigInt(destinations),
    charge: totals.reduce((sum, { callCharge }) => sum + BigInt(callCharge), 0n),
  }
  return (['calls', 'destinations', 'charge'] as const)
    .filter((total) => expected[total] !== undefined && expected[total] !== found[total])
    .map((total) => ({
      reason: 'otherTotal',
      total,
      expected: String(expected[total]),
      found: String(found[total]),
    }))
}

/**
 * Whether the files hold suspiciously little, as after a transfer that broke off between two lines (spec section
 * 8): no call at all, or less than half of the records (calls and destinations together) that stand for the day or
 * are usual for its weekday. A day that stands with less than half of the usual may be corrected to as many records or
 * more. A contract that has at least twenty records on the standing day must not come to less than half of them
 * either, though the day as a whole does not.
 */
export function findShortfalls(
  totals: readonly ContractTotals[],
  { standing, usual }: { standing: readonly LoggedContract[]; usual: UsualRecords | undefined },
): Objection[] {
  const found = sumRecords(totals)
  const stands = sumRecords(standing)
  const objections: Objection[] = found.calls === 0 ? [{ reason: 'noUsage' }] : []
  if (isFewer(found, countRecords(stands)))
    objections.push({ reason: 'fewerThanStanding', standing: stands, found })
  else if (countRecords(stands) > 0) objections.push(...shortfallsOfContracts(totals, standing))
  if (usual && isFewer(found, usual.records) && !addsToSmallDay(found, stands, usual))
    objections.push({ reason: 'fewerThanUsual', usual, found })
  return objections
}

/** Whether a day that was accepted with less than half of the usual keeps or adds records: a good correction. */
const addsToSmallDay = (found: Records, stands: Records, usual: UsualRecords) =>
  countRecords(stands) > 0 && isFewer(stands, usual.records) && countRecords(found) >= countRecords(stands)

function shortfallsOfContracts(
  totals: readonly ContractTotals[],
  standing: readonly LoggedContract[],
): Objection[] {
  const foundOf = new Map(totals.map((ofContract) => [ofContract.contractNumber, ofContract]))
  return standing
    .map(({ contractNumber, ...stands }) => {
      const { calls = 0, destinations = 0 } = foundOf.get(contractNumber) ?? {}
      return { contractNumber, standing: stands, found: { calls, destinations } }
    })
    .filter((one) => countRecords(one.standing) >= contractRecordsLeast)
    .filter((one) => isFewer(one.found, countRecords(one.standing)))
    .map((one) => ({ reason: 'fewerThanStanding', ...one }))
}

const countRecords = ({ calls, destinations }: Records) => calls + destinations

const isFewer = (found: Records, known: number) => countRecords(found) * 2 < known

const sumRecords = (rows: readonly Records[]): Records => ({
  calls: rows.reduce((sum, { calls }) => sum + calls, 0),
  destinations: rows.reduce((sum, { destinations }) => sum + destinations, 0),
})
