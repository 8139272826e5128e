import type { Random } from '@/prisma/factories/random'
import type { Allowance } from './ledger'
import type { Load } from './load'
import type { ServedPortal } from './served-portal'

/** What a fault works on. */
export interface FaultContext {
  portal: ServedPortal
  load: Load
  random: Random
  /** Whether once is enough, and briefly. */
  isShort: boolean
  /** How many answers of a kind there were while this fault lasts; of a web process, a client or what was asked for. */
  seen(kind: 'right' | 'refused' | 'broken', of?: string): number
}

/** Something that goes wrong in production, while customers work. */
export interface Fault {
  /** For `--only`. */
  name: string
  /** What is tried, for the report. */
  title: string
  allows: Allowance
  /** Why it cannot be tried here; undefined where it can. */
  leftOut?(portal: ServedPortal): string | undefined
  /** Lets it happen, waits until it has bitten, and mends it. */
  run(context: FaultContext): Promise<void>
}
