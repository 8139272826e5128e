import type { BenchData } from './bench-data'
import type { BenchPortal } from './bench-portal'
import type { Size } from './size'

/** The limit that spec section 10 sets to a figure. */
export type Allowed = { atMost: number } | { atLeast: number }

type Unit = 'ms' | 'requests/s' | 'rows/s' | 'MiB'

/** One line of the table: what was seen. */
export interface Figure {
  what: string
  /** The two sides of a ratio, or what a single figure is made of. */
  a: { label: string; value: number }
  b: { label: string; value: number }
  /** Of both sides. */
  unit: Unit
  /** What is compared with the limit. */
  value: number
  /** Of `value`; absent where that is a ratio. */
  valueUnit?: Unit
  /** Absent of a figure that is told for comparison alone. */
  allowed?: Allowed
}

/** What measures have to work with; each part is made when it is first asked for. */
export interface BenchContext {
  /** What growth is measured from. */
  small: Size
  /** How often each of two things is measured. */
  pairs: number
  /** Where the data of the bench lies, and whatever else it keeps. */
  dataDirectory: string
  /** A database of the server that has the data. */
  serverUrl: string
  /** The data of a size, in a database of its own. */
  data(size: Size): Promise<BenchData>
  /** The portal on the data of a size, with a signed-in user. */
  portal(size: Size): Promise<BenchPortal>
}

/** One thing that `npm run bench` measures: a file of its own in tests/bench, listed in measures.ts. */
export interface Measure {
  /** What `--only` calls it. */
  name: string
  /** When it is taken at the size of `--scale` too: it asks how pages grow with the data. */
  isOfGrowth?: true
  /** When it is taken only where `--only` names it. */
  isOnDemand?: true
  /** @param size of the data that it is taken on. */
  run(context: BenchContext, size: Size): Promise<Figure[]>
}

/** Whether a figure keeps to its limit; one that could not be measured does not. */
export function holds({ value, allowed }: Pick<Figure, 'value' | 'allowed'>): boolean {
  if (!allowed) return true
  return 'atMost' in allowed ? value <= allowed.atMost : value >= allowed.atLeast
}
