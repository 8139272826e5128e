import type { BenchData } from './bench-data'
import type { BenchPortal } from './bench-portal'
import type { Size } from './size'

/** The limit that spec section 10 sets to a figure. */
export type Allowed = { atMost: number } | { atLeast: number }

/** One line of the table: what was seen. */
export interface Figure {
  what: string
  /** The two sides of a ratio, or what a single figure is made of. */
  a: { label: string; value: number }
  b: { label: string; value: number }
  /** Of both sides. */
  unit: 'ms' | 'requests/s' | 'rows/s' | 'MiB'
  /** What is compared with the limit: a ratio, or a figure in `unit`. */
  value: number
  /** Absent of a figure that is told for comparison alone. */
  allowed?: Allowed
}

/** What measures have to work with; each part is made when it is first asked for. */
export interface BenchContext {
  /** What growth is measured from. */
  small: Size
  /** What all else is measured at. */
  large: Size
  /** What growth is measured to: `large`, or what `--scale` names. */
  grown: Size
  /** How often each of two things is measured. */
  pairs: number
  /** The data of a size, in a database of its own. */
  data(size: Size): Promise<BenchData>
  /** The portal on the data of a size, with a signed-in user. */
  portal(size: Size): Promise<BenchPortal>
}

/** One thing that `npm run bench` measures: a file of its own in tests/bench, listed in run.ts. */
export interface Measure {
  /** What `--only` calls it. */
  name: string
  run(context: BenchContext): Promise<Figure[]>
}

/** Whether a figure keeps to its limit; one that could not be measured does not. */
export function holds({ value, allowed }: Pick<Figure, 'value' | 'allowed'>): boolean {
  if (!allowed) return true
  return 'atMost' in allowed ? value <= allowed.atMost : value >= allowed.atLeast
}
