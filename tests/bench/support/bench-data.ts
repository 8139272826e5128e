import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { applyMigrations, migrationNames } from '@/lib/db/migrate'
import type { UsagePeriod } from '@/lib/usage/period'
import { execute, keepDatabase } from './kept-database'
import { hasBulkNight, makeUsage, periodOfNight, searchedContract, searchedMonth } from './make-data'
import type { Size } from './size'

/** A database with the data of a size, and what to search in it. */
export interface BenchData {
  databaseUrl: string
  /** Names what the data is made from. */
  version: string
  contractNumber: string
  /** A whole month of the contract: far more than a file holds. */
  month: UsagePeriod
  /** By destination exactly 10,000 records. */
  csvPeriod: UsagePeriod
  /** By destination exactly 100,000 records; absent in little data. */
  bulkPeriod?: UsagePeriod
}

/** Rows and their indexes, with room to spare. */
const bytesPerRecord = 450
/** What making them takes. */
const bytesOfLog = 5 * 2 ** 30
const recordsOfFullLog = 5_000_000

/** The room that a database of so many destinations takes while it is made. */
export const bytesOfRecords = (records: number, bytesPerRecord: number): number =>
  records * bytesPerRecord + Math.min(1, records / recordsOfFullLog) * bytesOfLog

/**
 * The data of a size: made once for each state of the migrations and of the file that makes it, and kept.
 * @param serverUrl a database of the bench's own server.
 * @param dataDirectory where that server keeps its data.
 * @throws PlainError where the disk has no room for it.
 */
export async function openBenchData(
  serverUrl: string,
  dataDirectory: string,
  { label, records }: Size,
): Promise<BenchData> {
  const version = await versionOfData()
  const databaseUrl = await keepDatabase(serverUrl, dataDirectory, {
    name: `bench_${label.toLowerCase()}`,
    title: `Data ${label}`,
    version,
    bytes: bytesOfRecords(records, bytesPerRecord),
    async make(made) {
      await applyMigrations(made)
      await execute(made, (client) => makeUsage(client, records, () => process.stdout.write('.')))
    },
  })
  return {
    databaseUrl,
    version,
    contractNumber: searchedContract,
    month: searchedMonth,
    csvPeriod: periodOfNight('csv'),
    bulkPeriod: hasBulkNight(records) ? periodOfNight('bulk') : undefined,
  }
}

/** Names what the data is made from: the same migrations and the same maker make the same data. */
async function versionOfData(): Promise<string> {
  const maker = await readFile(path.join(__dirname, 'make-data.ts'))
  return createHash('sha256')
    .update(JSON.stringify(await migrationNames()))
    .update(maker)
    .digest('hex')
}
