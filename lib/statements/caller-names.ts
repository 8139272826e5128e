import type { Database } from '@/lib/db/prisma'
import { namesOf } from '@/lib/numbers/names-of'

/** What a contract calls one of its numbers: empty where it has not said so. */
export interface CallerName {
  name: string
  department: string
}

/** Reads the contract's own names of numbers: the one place that a sheet takes them from. */
export type ReadCallerNames = (
  contractNumber: string,
  numbers: readonly string[],
  db: Database,
) => Promise<ReadonlyMap<string, CallerName>>

export const callerNames: ReadCallerNames = namesOf
