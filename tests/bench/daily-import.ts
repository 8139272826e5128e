import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { startNode } from '@/scripts/child'
import { checkout } from '@/scripts/checkout'
import { connectDatabase } from '@/lib/db/pool'
import { importDay } from '@/lib/ingest/import-day'
import { silentProgress } from '@/lib/ingest/import-progress'
import { paths } from '@/lib/paths'
import { PlainError } from '@/lib/plain-error'
import { usageSearchParameters } from '@/lib/usage/search'
import { makeLargeDay } from '@/prisma/factories/large-day'
import { importArgs } from '@/tests/support/usage-files'
import { keepAliveClient } from './support/bench-portal'
import { execute } from './support/kept-database'
import type { Measure } from './support/measure'
import { measureInTurn, median } from './support/statistics'

/** A month that nothing else of the data lies in; its partitions are dropped again. */
const month = '2024-01'
const contractNumbers = ['import-1', 'import-2', 'import-3']
/** A day is a tenth of all data, and at most a million: its own month is all that it is loaded into. */
const daysOfData = 10
const destinationsMax = 1_000_000
const idleSearches = 60
const tables = ['usage_call', 'usage_destination'] as const

/** A day's import, all checks on, against COPY of the same rows; and the search page while one runs. */
export const dailyImport: Measure = {
  name: 'import',
  async run({ data: dataOf, portal, pairs }, size) {
    const data = await dataOf(size)
    const ask = keepAliveClient(await portal(size))
    const destinations = Math.min(Math.round(size.records / daysOfData), destinationsMax)
    const folder = await mkdtemp(path.join(tmpdir(), 'bench-import-'))
    const pool = connectDatabase(data.databaseUrl)
    await dropMonth(data.databaseUrl)
    try {
      await execute(data.databaseUrl, (client) =>
        client.query(
          `INSERT INTO contract (contract_number, name) SELECT number, 'Bench' FROM unnest($1::text[]) AS number
           ON CONFLICT DO NOTHING`,
          [contractNumbers],
        ),
      )
      let day = 0
      const byImport = async () => {
        day += 1
        const files = await writeDay(folder, day, destinations)
        const start = performance.now()
        const { outcome } = await importDay(files, silentProgress)
        if (outcome !== 'loaded') throw new PlainError(`The import was ${outcome}.`)
        return performance.now() - start
      }
      const byCopy = () => execute(data.databaseUrl, (client) => copyDay(client, folder, dateOf(day)))
      const { a, b, ratio } = await measureInTurn(pairs, byImport, byCopy)

      const address = paths.usage(
        usageSearchParameters({ ...data.month, output: 'screen', by: 'destination' }),
      )
      const idle: number[] = []
      for (let count = 0; count < idleSearches; count++) idle.push(await ask(address))
      const busy = await searchWhile(
        () => ask(address),
        importInChild(data.databaseUrl, await writeDay(folder, day + 1, destinations)),
      )
      const perSecond = (milliseconds: number) => (destinations / milliseconds) * 1_000
      return [
        {
          what: `import of ${destinations.toLocaleString('en')} destinations against bare COPY`,
          a: { label: size.label, value: perSecond(median(a)) },
          b: { label: 'COPY', value: perSecond(median(b)) },
          unit: 'rows/s',
          value: 1 / ratio,
          allowed: { atLeast: 0.33 },
        },
        {
          what: 'search page while a day is imported',
          a: { label: size.label, value: median(busy) },
          b: { label: 'idle', value: median(idle) },
          unit: 'ms',
          value: median(busy) / median(idle),
          allowed: { atMost: 1.5 },
        },
      ]
    } finally {
      await dropMonth(data.databaseUrl)
      await pool.end()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const dateOf = (day: number) => `${month}-${String(day).padStart(2, '0')}`

async function writeDay(folder: string, day: number, destinations: number) {
  const date = dateOf(day)
  const files = {
    date,
    calls: path.join(folder, 'calls.csv'),
    destinations: path.join(folder, 'destinations.csv'),
    importedBy: 'operator:bench',
  }
  const calls = createWriteStream(files.calls)
  const rows = createWriteStream(files.destinations)
  for (const part of makeLargeDay({ date, contractNumbers, destinations, seed: date })) {
    calls.write(part.calls)
    if (!rows.write(part.destinations)) await once(rows, 'drain')
  }
  await Promise.all([calls, rows].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))))
  return files
}

/** Copies the rows of a day into the same tables, as another contract's. @returns milliseconds. */
async function copyDay(client: Client, folder: string, date: string): Promise<number> {
  const fileOf = (table: string) => path.join(folder, `${table}.rows`)
  const dayOf = { usage_call: `(called_at AT TIME ZONE 'Asia/Tokyo')::date`, usage_destination: 'usage_date' }
  for (const table of tables) {
    await client.query(
      `CREATE TEMP TABLE rows AS SELECT * FROM ${table} WHERE ${dayOf[table]} = '${date}' ORDER BY contract_number, called_at`,
    )
    await client.query(`UPDATE rows SET contract_number = 'copy-' || contract_number`)
    await pipeline(client.query(copyTo('COPY rows TO STDOUT (FORMAT csv)')), createWriteStream(fileOf(table)))
    await client.query('DROP TABLE rows')
  }
  const start = performance.now()
  await client.query('BEGIN')
  for (const table of tables)
    await pipeline(
      createReadStream(fileOf(table)),
      client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv)`)),
    )
  await client.query('COMMIT')
  return performance.now() - start
}

/** The operator's own command: a process beside the one that asks for pages. */
async function importInChild(databaseUrl: string, files: Awaited<ReturnType<typeof writeDay>>) {
  const args = importArgs(files, '--quiet')
  const child = startNode(['--import', 'tsx', path.join(checkout, 'scripts/cli.ts'), ...args], {
    cwd: checkout,
    variables: { DATABASE_URL: databaseUrl, AUTH_SECRET: 'x'.repeat(32) },
    output: 'pipe',
  })
  const how = await child.ended
  if (how !== 'exit code 0') throw new PlainError(`The import ended with ${how}.`)
}

async function searchWhile(search: () => Promise<number>, work: Promise<void>): Promise<number[]> {
  let isDone = false
  const done = work.finally(() => (isDone = true))
  const figures: number[] = []
  while (!isDone) figures.push(await search())
  await done
  return figures
}

async function dropMonth(databaseUrl: string): Promise<void> {
  const suffix = month.replace('-', '')
  const partitions = [...tables, 'usage_hour', 'usage_caller_day'].map(
    (table) => `usage_partition.${table}_${suffix}`,
  )
  await execute(databaseUrl, async (client) => {
    await client.query(`DROP TABLE IF EXISTS ${partitions.join(', ')}`)
    await client.query(`DELETE FROM usage_caller_month WHERE month = '${month}-01'`)
    await client.query(`DELETE FROM usage_import WHERE usage_date BETWEEN '${month}-01' AND '${month}-31'`)
  })
}
