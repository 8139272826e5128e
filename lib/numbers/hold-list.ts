import type { Database } from '@/lib/db/prisma'
import type { EventUser } from '@/lib/audit/record-event'

/** When a list or a name was last changed, and by whom. */
export interface LastChange {
  changedAt: Date
  /** The user ID. */
  changedBy: string
}

export interface HeldList {
  version: number
  lastChange: LastChange | undefined
}

/**
 * Takes the contract's list of names: another transaction that takes it waits until this one has ended, so that its
 * names, their number and its version hold until then. An upsert, since it makes the row, locks it and reads it at once.
 * @param db a transaction.
 */
export async function holdList(db: Database, contractNumber: string): Promise<HeldList> {
  const { version, changedAt, changedBy } = await db.numberList.upsert({
    where: { contractNumber },
    create: { contractNumber },
    update: { contractNumber },
  })
  return { version, lastChange: changedAt && changedBy ? { changedAt, changedBy } : undefined }
}

/** Counts a change of a list that the transaction holds. @returns its new version. */
export async function advanceList(
  db: Database,
  { contractNumber, userId }: EventUser,
  now: Date,
): Promise<number> {
  const { version } = await db.numberList.update({
    where: { contractNumber },
    data: { version: { increment: 1 }, changedAt: now, changedBy: userId },
  })
  return version
}
