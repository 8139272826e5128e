import { PlainError } from '@/lib/plain-error'
import type { Measure } from './measure'
import type { Size } from './size'

const namesOf = (measures: readonly Pick<Measure, 'name'>[]) => measures.map(({ name }) => name).join(', ')

/** Names measures for `--help`: those that are taken by themselves, and those that are not. */
export function nameMeasures(measures: readonly Measure[]): { usual: string; onDemand: string } {
  const [usual, onDemand] = [false, true].map((wanted) =>
    namesOf(measures.filter(({ isOnDemand = false }) => isOnDemand === wanted)),
  )
  return { usual: usual!, onDemand: onDemand! }
}

/**
 * Chooses what is measured.
 * @param only names after `--only`, separated by commas; absent for all that are not on demand.
 * @throws PlainError naming what is no measure.
 */
export function chooseMeasures(measures: readonly Measure[], only: string | undefined): Measure[] {
  if (only === undefined) return measures.filter(({ isOnDemand }) => !isOnDemand)
  const names = only.split(',')
  const unknown = names.find((name) => !measures.some((measure) => measure.name === name))
  if (unknown !== undefined)
    throw new PlainError(`There is no measure ${unknown}, but: ${namesOf(measures)}.`)
  return measures.filter(({ name }) => names.includes(name))
}

/**
 * Chooses on which data a measure is taken: on each size but the smallest, or on that where there is no other; where it
 * asks for growth, at the size of `--scale` too.
 */
export function chooseSizes(
  { isOfGrowth }: Measure,
  sizes: readonly Size[],
  scale: Size | undefined,
): Size[] {
  const measured = sizes.length > 1 ? sizes.slice(1) : [...sizes]
  const isFurther = isOfGrowth && scale && !measured.some(({ records }) => records === scale.records)
  return isFurther ? [...measured, scale] : measured
}
