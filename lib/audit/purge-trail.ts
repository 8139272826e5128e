import { getPrisma, type Database } from '@/lib/db/prisma'
import { addJapanMonths, japanInstant, type JapanDate } from '@/lib/time/japan-time'
import { recordEvent } from './record-event'

/** How long the audit trail is kept unless another day is given (docs/decisions/0053). */
const retentionMonths = 36
/** The least that is kept, whatever is asked for. The database refuses to delete younger events too. */
const keptMonthsMin = 12

/** Events that one transaction deletes: it holds its locks for a moment only. */
const batchEvents = 5_000

/** The day before which a purge deletes unless another is given. @param today in Japan. */
export const defaultPurgeDate = (today: JapanDate): JapanDate => addJapanMonths(today, -retentionMonths)

/** The latest day before which a purge may delete. @param today in Japan. */
export const latestPurgeDate = (today: JapanDate): JapanDate => addJapanMonths(today, -keptMonthsMin)

/** What a purge would delete. */
export interface TrailPurgePlan {
  events: number
  /** When the oldest of them happened; undefined where there is none. */
  oldestAt: Date | undefined
}

const eventsBefore = (before: JapanDate) => ({ at: { lt: japanInstant(before, 0) } })

/** What a purge of the events before a day would delete. @param before not included. */
export async function planTrailPurge(before: JapanDate): Promise<TrailPurgePlan> {
  const where = eventsBefore(before)
  const events = await getPrisma().securityEvent.count({ where })
  const oldest = await getPrisma().securityEvent.findFirst({ where, orderBy: { at: 'asc' } })
  return { events, oldestAt: oldest?.at }
}

/**
 * Deletes the events of the audit trail before a day, the oldest first, a batch a transaction. The trail says so before
 * anything is gone: a purge that is killed is in it too, and has left every event that is younger than those deleted.
 * @param before not included; at most `latestPurgeDate()`, else the database refuses.
 * @param onProgress gets the events deleted so far.
 * @returns how many were deleted.
 */
export async function purgeTrail(
  { before, events }: { before: JapanDate; events: number },
  operator: string,
  now: Date,
  onProgress: (deleted: number) => void = () => {},
): Promise<number> {
  await recordEvent(getPrisma(), {
    kind: 'auditPurged',
    at: now,
    actor: `operator:${operator}`,
    detail: { before, events },
  })
  let deleted = 0
  for (;;) {
    const batch = await deleteOldest(before)
    if (batch === undefined) return deleted
    deleted += batch
    onProgress(deleted)
  }
}

/** @returns how many events it deleted; undefined where there is none before the day. */
function deleteOldest(before: JapanDate): Promise<number | undefined> {
  return getPrisma().$transaction(async (db) => {
    const oldest = await db.securityEvent.findMany({
      where: eventsBefore(before),
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take: batchEvents,
      select: { id: true },
    })
    if (oldest.length === 0) return undefined
    await allowDeletion(db)
    const { count } = await db.securityEvent.deleteMany({ where: { id: { in: oldest.map(({ id }) => id) } } })
    return count
  })
}

/** Tells the triggers of the trail that this transaction is a purge. SQL, since Prisma sets no settings. */
async function allowDeletion(db: Database): Promise<void> {
  await db.$queryRaw`SELECT set_config('portal.audit_purge', 'on', true)`
}
