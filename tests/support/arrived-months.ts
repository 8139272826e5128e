import { getPrisma } from '@/lib/db/prisma'
import { daysOfMonth, type JapanMonth } from '@/lib/time/japan-month'
import { databaseDay, type JapanDate } from '@/lib/time/japan-time'

/** Adds a line to the import log, which says that a day was loaded. */
export const logImport = (date: JapanDate) => logImports([date])

/** The same for each day of a month but some. */
export const logMonth = (month: JapanMonth, missing: JapanDate[] = []) =>
  logImports(daysOfMonth(month).filter((date) => !missing.includes(date)))

async function logImports(dates: JapanDate[]): Promise<void> {
  const none = { callRecords: 0, destinationRecords: 0, importedBy: 'operator:test' }
  await getPrisma().usageImport.createMany({
    data: dates.map((date) => ({
      usageDate: databaseDay(date),
      callsSha256: date,
      destinationsSha256: date,
      ...none,
    })),
  })
}
