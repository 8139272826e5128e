/** Exact figures of a search, whether or not its records are shown. */
export interface UsageTotals {
  records: number
  destinations: bigint
  /** Of searches by call: a destination has none of its own. */
  acceptedPages: bigint
  sentPages: bigint
  billedPages: bigint
  /** yen */
  charge: bigint
}

/** The sum of totals; zeros of none. */
export function sumTotals(all: readonly UsageTotals[]): UsageTotals {
  const sum: UsageTotals = {
    records: 0,
    destinations: 0n,
    acceptedPages: 0n,
    sentPages: 0n,
    billedPages: 0n,
    charge: 0n,
  }
  for (const totals of all) {
    sum.records += totals.records
    sum.destinations += totals.destinations
    sum.acceptedPages += totals.acceptedPages
    sum.sentPages += totals.sentPages
    sum.billedPages += totals.billedPages
    sum.charge += totals.charge
  }
  return sum
}
