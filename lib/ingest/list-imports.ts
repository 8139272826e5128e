import { getPrisma } from '@/lib/db/prisma'
import { databaseDay, dateOfDatabaseDay, startOfJapanMonth, type JapanDate } from '@/lib/time/japan-time'
import type { LoggedImport } from './standing-import'

/** Before and after every day that a load can be of. */
const firstDate = '0001-01-01'
const lastDate = '9999-12-31'

/** The import log, both days included, by day and then in the order of the loads. */
export async function listImports({
  from = firstDate,
  to = lastDate,
}: {
  from?: JapanDate
  to?: JapanDate
}): Promise<LoggedImport[]> {
  const ofPeriod = { usageDate: { gte: databaseDay(from), lte: databaseDay(to) } }
  const [loads, charges, closed] = await getPrisma().$transaction(
    async (db) => [
      await db.usageImport.findMany({ where: ofPeriod, orderBy: [{ usageDate: 'asc' }, { id: 'asc' }] }),
      await db.usageImportContract.groupBy({
        by: ['importId'],
        where: { import: ofPeriod },
        _sum: { callCharge: true, destinationCharge: true },
      }),
      await db.closedMonth.findMany({ select: { month: true, importId: true } }),
    ],
    { isolationLevel: 'RepeatableRead' },
  )
  const chargesOf = new Map(charges.map(({ importId, _sum }) => [importId, _sum]))
  const closedAtImport = new Map(
    closed.map(({ month, importId }) => [dateOfDatabaseDay(month), importId] as const),
  )
  const dates = loads.map(({ usageDate }) => dateOfDatabaseDay(usageDate))
  return loads.map((load, index) => {
    const date = dates[index]!
    const charge = chargesOf.get(load.id)
    const importIdOfClosing = closedAtImport.get(startOfJapanMonth(date))
    return {
      importId: String(load.id),
      date,
      callsSha256: load.callsSha256,
      destinationsSha256: load.destinationsSha256,
      calls: Number(load.callRecords),
      destinations: Number(load.destinationRecords),
      importedBy: load.importedBy,
      importedAt: load.importedAt,
      callCharge: String(charge?.callCharge ?? 0),
      destinationCharge: String(charge?.destinationCharge ?? 0),
      isCorrection: dates[index - 1] === date,
      isAfterClosing: importIdOfClosing !== undefined && importIdOfClosing < load.id,
      isStanding: dates[index + 1] !== date,
    }
  })
}
