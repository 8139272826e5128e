import type { Load } from './load'
import type { Baseline } from './left-open'

/** What is true of the portal after everything. */
export interface Check {
  name: string
  /** @returns what is not as it must be, and what was looked at, for the report. */
  run(load: Load, baseline: Baseline): Promise<{ problems: string[]; looked: string }>
}
