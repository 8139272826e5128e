/** The middle of some figures; of an even number the mean of the two in the middle. NaN of none. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

/** Two things measured in turn. */
export interface Pairs {
  a: number[]
  b: number[]
  /** The median of each pair's own ratio a / b: what slows both for a while does not show in it. */
  ratio: number
}

/**
 * Measures two things in turn, A B A B …, so that a machine that is busy with something else slows both.
 * @param pairs how often; what was measured before, to warm up, is the caller's to throw away.
 */
export async function measureInTurn(
  pairs: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<Pairs> {
  const measured: { a: number[]; b: number[] } = { a: [], b: [] }
  for (let pair = 0; pair < pairs; pair++) {
    measured.a.push(await a())
    measured.b.push(await b())
  }
  return { ...measured, ratio: ratioOf(measured.a, measured.b) }
}

/** The median of the ratios of what was measured in pairs. */
export function ratioOf(a: readonly number[], b: readonly number[]): number {
  return median(a.map((figure, pair) => figure / b[pair]!))
}
