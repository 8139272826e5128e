import type { ClientBase } from 'pg'
import type { JapanDate } from '@/lib/time/japan-time'
import { clearDay } from './clear-day'
import { logImport, type ImportedFiles } from './log-import'
import { recordCodes } from './record-codes'
import { storeStaged } from './store-staged'
import { totalHours } from './total-hours'

/** What replaces a day, its lines being staged. */
interface Replacement {
  date: JapanDate
  /** As the import log names them: `operator:name`, `seed`. */
  importedBy: string
  files: ImportedFiles
}

/**
 * Replaces a day whole, of every contract, by what is staged: its rows, its hourly totals, the codes that it
 * brought and its line in the import log.
 * @param client in a transaction that holds the load lock, with the time zone Asia/Tokyo.
 * @returns the number of the load in the import log.
 */
export async function replaceDay(
  client: ClientBase,
  { date, importedBy, files }: Replacement,
  onStored?: (destinations: number) => void,
): Promise<string> {
  await clearDay(client, date)
  await storeStaged(client, date, onStored)
  await totalHours(client, date)
  await recordCodes(client, date)
  return logImport(client, { date, importedBy, files })
}
