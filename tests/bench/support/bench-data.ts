import { createHash } from 'node:crypto'
import { readFile, statfs } from 'node:fs/promises'
import path from 'node:path'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { step } from '@/scripts/progress'
import { applyMigrations, migrationNames } from '@/lib/db/migrate'
import { PlainError } from '@/lib/plain-error'
import type { UsagePeriod } from '@/lib/usage/period'
import { hasBulkNight, makeUsage, periodOfNight, searchedContract, searchedMonth } from './make-data'
import type { Size } from './size'

/** A database with the data of a size, and what to search in it. */
export interface BenchData {
  databaseUrl: string
  contractNumber: string
  /** A whole month of the contract: far more than a file holds. */
  month: UsagePeriod
  /** By destination exactly 10,000 records. */
  csvPeriod: UsagePeriod
  /** By destination exactly 100,000 records; absent in little data. */
  bulkPeriod?: UsagePeriod
}

/** Rows, their indexes and what making them takes, with room to spare. */
const bytesPerRecord = 450
const bytesOfLog = 5 * 2 ** 30
const recordsOfFullLog = 5_000_000

/**
 * The data of a size: made once for each state of the migrations and of the file that makes it, and kept.
 * @param serverUrl a database of the bench's own server.
 * @param dataDirectory where that server keeps its data.
 * @throws PlainError where the disk has no room for it.
 */
export async function openBenchData(
  serverUrl: string,
  dataDirectory: string,
  size: Size,
): Promise<BenchData> {
  const name = `bench_${size.label.toLowerCase()}`
  const version = await versionOfData()
  const databaseUrl = urlOf(serverUrl, name)
  if ((await commentOf(serverUrl, name)) !== version) {
    await demandRoom(dataDirectory, size)
    await step(`Data ${size.label}`, () => makeDatabase(serverUrl, name, size, version))
  }
  return {
    databaseUrl,
    contractNumber: searchedContract,
    month: searchedMonth,
    csvPeriod: periodOfNight('csv'),
    bulkPeriod: hasBulkNight(size.records) ? periodOfNight('bulk') : undefined,
  }
}

/** The comment is written last: a database without it was left half made, and is made anew. */
async function makeDatabase(serverUrl: string, name: string, size: Size, version: string): Promise<void> {
  const database = escapeIdentifier(name)
  await execute(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`))
  await execute(serverUrl, (client) => client.query(`CREATE DATABASE ${database}`))
  const databaseUrl = urlOf(serverUrl, name)
  await applyMigrations(databaseUrl)
  await execute(databaseUrl, (client) => makeUsage(client, size.records, () => process.stdout.write('.')))
  await execute(serverUrl, (client) =>
    client.query(`CHECKPOINT; COMMENT ON DATABASE ${database} IS ${escapeLiteral(version)}`),
  )
}

async function commentOf(serverUrl: string, name: string): Promise<string | undefined> {
  return execute(serverUrl, async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [name],
    )
    return rows[0]?.comment ?? undefined
  })
}

/** Names what the data is made from: the same migrations and the same maker make the same data. */
async function versionOfData(): Promise<string> {
  const maker = await readFile(path.join(__dirname, 'make-data.ts'))
  return createHash('sha256')
    .update(JSON.stringify(await migrationNames()))
    .update(maker)
    .digest('hex')
}

async function demandRoom(dataDirectory: string, { label, records }: Size): Promise<void> {
  const { bavail, bsize } = await statfs(dataDirectory)
  const needed = records * bytesPerRecord + Math.min(1, records / recordsOfFullLog) * bytesOfLog
  if (bavail * bsize >= needed) return
  const gibibytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  throw new PlainError(
    `${label} records need ${gibibytes(needed)} GiB of disk below ${dataDirectory}, of which ${gibibytes(bavail * bsize)} GiB are free.`,
  )
}

const urlOf = (serverUrl: string, database: string) => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Runs `work` on a connection of its own. */
export async function execute<Result>(
  databaseUrl: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
