import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Client, Pool } from 'pg'
import type { BadLine } from '@/lib/ingest/bad-line'
import { importDay, type DayFiles, type DayImport } from '@/lib/ingest/import-day'
import { silentProgress, type ImportProgress } from '@/lib/ingest/import-progress'
import { fileColumns, type UsageFile } from '@/lib/ingest/usage-file'
import { makeLargeDay, type LargeDay } from '@/prisma/factories/large-day'

export const day = '2026-11-03'

export const heading = (file: UsageFile) => fileColumns[file].map(({ name }) => name).join()

/** A call with two destinations, as the lines of both files; changes to it make what is bad. */
export const goodCall = [
  '04',
  '1',
  `${day} 09:00:00`,
  '同報',
  '001',
  '',
  'JAPAN',
  '2',
  '1',
  '2',
  '2',
  '夜間',
  '38',
]
export const goodDestinations = [
  ['04', '1', '1', `${day} 09:00:00`, '同報', '001', '0300000001', 'JAPAN', 'A4G3F', '1', '1', '夜間', '19'],
  ['04', '1', '2', `${day} 09:00:01`, '同報', '001', '0300000002', 'JAPAN', 'A4G3F', '1', '1', '夜間', '19'],
]

export const fileOf = (file: UsageFile, rows: string[][]) =>
  [heading(file), ...rows.map((row) => row.join())].map((line) => `${line}\n`).join('')

export interface FileContents {
  calls: string | Buffer
  destinations: string | Buffer
}

export const goodFiles = (): FileContents => ({
  calls: fileOf('calls', [goodCall]),
  destinations: fileOf('destinations', goodDestinations),
})

/** A day without usage: heading rows alone. */
export const emptyFiles: FileContents = {
  calls: fileOf('calls', []),
  destinations: fileOf('destinations', []),
}

/** So many calls of two destinations each, of each contract; the numbers of calls follow from the day. */
export function callsOf(counts: Record<string, number>, date = day): FileContents {
  const firstCallId = Number(date.replaceAll('-', '')) * 1_000
  const calls = Object.entries(counts).flatMap(([contract, count]) =>
    Array.from({ length: count }, (_, index) =>
      goodCall
        .with(0, contract)
        .with(1, String(firstCallId + index))
        .with(2, `${date} 09:00:00`),
    ),
  )
  const destinations = calls.flatMap(([contract, callId]) =>
    goodDestinations.map((row) => row.with(0, contract!).with(1, callId!).with(3, `${date} 09:00:00`)),
  )
  return { calls: fileOf('calls', calls), destinations: fileOf('destinations', destinations) }
}

/** A whole made-up day as files. */
export function largeFiles(large: Omit<LargeDay, 'date'> & { date?: string }): {
  calls: string
  destinations: string
} {
  const parts = [...makeLargeDay({ date: day, ...large })]
  return {
    calls: parts.map(({ calls }) => calls).join(''),
    destinations: parts.map(({ destinations }) => destinations).join(''),
  }
}

/** A folder for the files of a test file, removed after it. */
export function useFolder(): {
  write: (contents: FileContents) => Promise<{ calls: string; destinations: string }>
  folder: () => string
} {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'usage-files-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return {
    folder: () => folder,
    async write({ calls, destinations }) {
      const name = path.join(folder, randomBytes(6).toString('hex'))
      const paths = { calls: `${name}-calls.csv`, destinations: `${name}-destinations.csv` }
      await writeFile(paths.calls, calls)
      await writeFile(paths.destinations, destinations)
      return paths
    },
  }
}

/** The operator's command that imports files. */
export function importArgs(
  { calls, destinations, date = day }: Pick<DayFiles, 'calls' | 'destinations'> & { date?: string },
  ...more: string[]
): string[] {
  const files = ['--date', date, '--calls', calls, '--destinations', destinations]
  return ['usage', 'import', ...files, ...more]
}

/** Imports files in this process. */
export function importFiles(
  files: Pick<DayFiles, 'calls' | 'destinations'> & Partial<DayFiles>,
  progress: Partial<ImportProgress> = {},
): Promise<DayImport> {
  return importDay({ date: day, importedBy: 'operator:test', ...files }, { ...silentProgress, ...progress })
}

/** The bad lines of files that an import refuses. @throws Error where it does not. */
export async function badLinesOf(files: Parameters<typeof importFiles>[0]): Promise<readonly BadLine[]> {
  const result = await importFiles(files)
  if (result.outcome !== 'refused') throw new Error(`it was ${result.outcome}`)
  return result.badLines
}

export async function addContracts(pool: Pool, numbers: string[] = ['04', '05']): Promise<void> {
  await pool.query(
    'INSERT INTO contract (contract_number, name) SELECT number, number FROM unnest($1::text[]) AS number',
    [numbers],
  )
}

/** Empties every table of usage and of its imports and purges; numbers begin at 1 again. */
export async function emptyUsage(connection: Client | Pool): Promise<void> {
  await connection.query(
    'TRUNCATE usage_call, usage_destination, usage_hour, usage_caller_day, usage_caller_month, usage_code, usage_import, usage_load, usage_purge, closed_month RESTART IDENTITY CASCADE',
  )
}

/** A digest of each usage table, in the order of its key: equal digests, equal content. `except` are left out. */
export async function digestTables(pool: Pool, except: string[] = []): Promise<Record<string, string>> {
  const keys = {
    usage_call: 'contract_number, called_at, call_id',
    usage_destination: 'contract_number, called_at, call_id, destination_no',
    usage_hour: 'contract_number, kind, hour_at, usage_date, communication_type, area, rate_type',
    usage_caller_day: 'contract_number, kind, day_at, caller_number, usage_date',
    usage_caller_month: 'contract_number, kind, month, caller_number',
    usage_code: 'kind, code',
    usage_import: 'import_id',
    usage_import_contract: 'import_id, contract_number',
    usage_load: 'contract_number',
    usage_purge: 'purge_id',
    closed_month: 'month',
    closed_month_totals: 'contract_number, kind, month',
    contract: 'contract_number',
  }
  const digests: Record<string, string> = {}
  for (const [table, key] of Object.entries(keys)) {
    if (except.includes(table)) continue
    const { rows } = await pool.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(each::text, E'\\n' ORDER BY ${key})), '') AS digest FROM ${table} AS each`,
    )
    digests[table] = rows[0]!.digest
  }
  const { rows } = await pool.query<{ partitions: string }>(
    "SELECT string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) AS partitions FROM pg_inherits",
  )
  return { ...digests, partitions: rows[0]!.partitions }
}
