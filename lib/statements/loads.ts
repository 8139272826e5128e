import type { Database } from '@/lib/db/prisma'
import { databaseDay, dateOfDatabaseDay, type JapanDate } from '@/lib/time/japan-time'
import { isOther, readBrought, type Brought } from '@/lib/usage/brought'
import type { UsageKind } from '@/lib/usage/search'
import { upTo, type LogEnd } from '@/lib/usage/seen-load'
import type { Closing } from './closings'

/** What a load brought of the contract, by the call's day. */
type LoadedFigures = Pick<Brought, 'records' | 'charge'>

/** A load of a day. */
export interface DayLoad {
  id: bigint
  date: JapanDate
  importedAt: Date
  /** Absent where it had nothing of the contract. */
  brought?: Record<UsageKind, Brought>
}

/** A change of a day by a later load of it. */
export interface StatementCorrection {
  date: JapanDate
  correctedAt: Date
  /** Absent where the day was missing. */
  before?: LoadedFigures
  after: LoadedFigures
  /** Whether the month had been closed by then. */
  isAfterClosing: boolean
}

/**
 * Reads the loads of some days in their order. Only of loads that may be corrections does it read what they brought of
 * the contract: those of days with several loads, and those after a line of the log.
 * @param log `afterImportId`: such a line, where the month has been closed; `end`: the last one that counts.
 */
export async function readLoads(
  contractNumber: string,
  days: { first: JapanDate; last: JapanDate },
  { afterImportId, end }: { afterImportId: bigint | undefined; end: LogEnd },
  db: Database,
): Promise<DayLoad[]> {
  const loads = await db.usageImport.findMany({
    where: { usageDate: { gte: databaseDay(days.first), lte: databaseDay(days.last) }, ...upTo(end) },
    orderBy: { id: 'asc' },
    select: { id: true, usageDate: true, importedAt: true },
  })
  const loadsOfDay = new Map<number, number>()
  for (const { usageDate } of loads)
    loadsOfDay.set(usageDate.getTime(), (loadsOfDay.get(usageDate.getTime()) ?? 0) + 1)
  const possibleCorrections = loads.filter(
    ({ id, usageDate }) =>
      loadsOfDay.get(usageDate.getTime())! > 1 || (afterImportId !== undefined && id > afterImportId),
  )
  const broughtBy = await readBrought(
    contractNumber,
    possibleCorrections.map(({ id }) => id),
    db,
  )
  return loads.map(({ id, usageDate, importedAt }) => ({
    id,
    date: dateOfDatabaseDay(usageDate),
    importedAt,
    brought: broughtBy.get(id),
  }))
}

/**
 * The changes that later loads of a day made to the contract's records, in their order: a load that left them as they
 * were is none. A day that came only after the month had been closed is one.
 */
export function correctionsOf(
  loads: readonly DayLoad[],
  kind: UsageKind,
  closing: Closing | undefined,
): StatementCorrection[] {
  const standing = new Map<JapanDate, DayLoad>()
  return loads.flatMap((load): StatementCorrection[] => {
    const earlier = standing.get(load.date)
    standing.set(load.date, load)
    const isAfterClosing = closing !== undefined && load.id > closing.importId
    const isChange = earlier ? isOther(earlier.brought?.[kind], load.brought?.[kind]) : isAfterClosing
    if (!isChange) return []
    return [
      {
        date: load.date,
        correctedAt: load.importedAt,
        before: earlier && figuresOf(earlier, kind),
        after: figuresOf(load, kind),
        isAfterClosing,
      },
    ]
  })
}

const figuresOf = ({ brought }: DayLoad, kind: UsageKind): LoadedFigures => ({
  records: brought?.[kind].records ?? 0,
  charge: brought?.[kind].charge ?? 0n,
})
