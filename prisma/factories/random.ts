export type Weights<T> = readonly (readonly [value: T, weight: number])[]

/** A source of numbers that are the same for the same seed, on every machine. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** True once in `1 / probability` times. */
  chance(probability: number): boolean
  pick<T>(values: readonly T[]): T
  /** One of the values, as often as its weight is to the sum of all. */
  weighted<T>(weights: Weights<T>): T
  /**
   * `total` in `parts` whole parts of at least `min`.
   * @param skew 0 makes them all but equal; with 1 and more, most are small and a few large.
   */
  split(total: number, parts: number, min: number, skew: number): number[]
}

/** FNV-1a over the seed, then mulberry32. */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5
  for (let index = 0; index < seed.length; index += 1)
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193)

  /** At least 0, below 1. */
  function fraction(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const integer = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1))

  return {
    integer,
    chance: (probability) => fraction() < probability,
    pick: (values) => values[integer(0, values.length - 1)]!,
    weighted(weights) {
      let left = fraction() * weights.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of weights) {
        left -= weight
        if (left < 0) return value
      }
      return weights.at(-1)![0]
    },
    split(total, parts, min, skew) {
      const weights = Array.from({ length: parts }, () => (fraction() + 0.01) ** -skew)
      const sum = weights.reduce((a, b) => a + b, 0)
      const free = total - parts * min
      const sizes = weights.map((weight) => min + Math.floor((free * weight) / sum))
      const missing = total - sizes.reduce((a, b) => a + b, 0)
      sizes[0] = sizes[0]! + missing
      return sizes
    },
  }
}
