import type { DayFiles } from '@/lib/ingest/import-day'
import { useTestDatabase } from './connected-database'
import { addContracts, callsOf, day, importFiles, useFolder, type FileContents } from './usage-files'

/** A database with contracts for the imports of one test file, and a folder for what they read. */
export function useImports(contracts?: string[]) {
  const { pool } = useTestDatabase()
  const { write, folder } = useFolder()
  beforeAll(() => addContracts(pool(), contracts))

  /** Writes files and imports them in this process. */
  const load = async (contents: FileContents, options: Partial<DayFiles> = {}) =>
    importFiles({ ...(await write(contents)), ...options })
  /** The same with so many calls of each contract. */
  const loadCalls = (counts: Record<string, number>, date = day, options: Partial<DayFiles> = {}) =>
    load(callsOf(counts, date), { date, ...options })
  return { pool, databaseUrl: () => pool().options.connectionString!, write, folder, load, loadCalls }
}

/** What an import gives that is refused for its totals. */
export const refusedFor = (...objections: object[]) => ({ outcome: 'refused', badLineCount: 0, objections })
