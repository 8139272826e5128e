import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { connectDatabase } from '@/lib/db/pool'
import { requestExport } from '@/lib/exports/request-export'
import { PlainError } from '@/lib/plain-error'
import { usageFileQuery } from '@/lib/usage/copy-usage'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { periodInstants } from '@/lib/usage/period'
import type { UsageSearch } from '@/lib/usage/search'
import { execute, type BenchData } from './support/bench-data'
import { benchUserId } from './support/bench-portal'
import type { Figure, Measure } from './support/measure'
import { openPsql } from './support/psql'
import { highestWhile, residentMebibytes } from './support/server-process'
import { measureInTurn, median } from './support/statistics'

const pollMilliseconds = 50
const settleMilliseconds = 1_000
const warmUps = 2

interface MadeSet {
  /** From the worker's start to ready. */
  milliseconds: number
  /** From the request to the worker's start. */
  untilStart: number
}

/** A bulk export of 100,000 records, made by the server's own worker, against the same rows by psql. */
export const bulkExport: Measure = {
  name: 'bulk',
  async run({ data: dataOf, portal: portalOf, large, pairs }) {
    const data = await dataOf(large)
    const { pid } = await portalOf(large)
    if (!data.bulkPeriod)
      throw new PlainError(`Data of ${large.label} holds no search of ${bulkRecordsMax} records.`)
    const search: UsageSearch = { ...data.bulkPeriod, output: 'bulk', by: 'destination' }
    const query = usageFileQuery({
      contractNumber: data.contractNumber,
      masksNumbers: false,
      callers: 'all',
      kind: 'destination',
      period: periodInstants(search),
    })
    const psql = await openPsql(data.databaseUrl)
    if (!psql) throw new PlainError('There is no psql to hold a bulk export against.')
    const pool = connectDatabase(data.databaseUrl)

    const waits: number[] = []
    const added: number[] = []
    const make = async () => {
      await pause(settleMilliseconds)
      const before = residentMebibytes(pid)
      let made: MadeSet | undefined
      const highest = await highestWhile(pid, async () => {
        made = await execute(data.databaseUrl, (client) => makeSet(client, data, search))
      })
      added.push(highest - before)
      waits.push(made!.untilStart)
      return made!.milliseconds
    }
    const copy = () => psql.copy(query)
    await measureInTurn(warmUps, make, copy)
    waits.length = added.length = 0
    const { a, b, ratio } = await measureInTurn(pairs, make, copy)
    psql.end()
    await pool.end()

    const figures: Figure[] = [
      {
        what: 'bulk export of 100,000 against psql \\copy',
        a: { label: 'start to ready', value: median(a) },
        b: { label: 'psql', value: median(b) },
        unit: 'ms',
        value: ratio,
        allowed: { atMost: 2 },
      },
      {
        what: 'bulk export, request to start',
        a: { label: 'median', value: median(waits) },
        b: { label: 'longest', value: Math.max(...waits) },
        unit: 'ms',
        value: Math.max(...waits),
        allowed: { atMost: 1_000 },
      },
      {
        what: 'memory that a bulk export adds to its process',
        a: { label: 'median', value: median(added) },
        b: { label: 'most', value: Math.max(...added) },
        unit: 'MiB',
        value: median(added),
        allowed: { atMost: 32 },
      },
    ]
    return figures
  },
}

/** Asks for a set in place of the one before, and waits until the worker has made it. */
async function makeSet(client: Client, data: BenchData, search: UsageSearch): Promise<MadeSet> {
  const { rows: accounts } = await client.query<{ account_id: string; export_id: string | null }>(
    `SELECT account_id, export_id FROM account LEFT JOIN export_request USING (account_id) WHERE user_id = $1`,
    [benchUserId],
  )
  const { account_id, export_id } = accounts[0]!
  const user = {
    accountId: BigInt(account_id),
    userId: benchUserId,
    contractNumber: data.contractNumber,
    contractName: '',
    role: 'administrator' as const,
    masksNumbers: false,
    callers: 'all' as const,
  }
  const replace = export_id ?? undefined
  const order = { search, encoding: 'utf-8', formulas: 'guarded', locale: 'ja', replace } as const
  const requested = await requestExport(user, order, { address: null, userAgent: null }, new Date())
  if (requested.outcome !== 'taken')
    throw new PlainError(`The bulk export was not taken: ${requested.outcome}.`)
  for (;;) {
    const { rows } = await client.query<{ state: string; milliseconds: number; until_start: number }>(
      `SELECT state, extract(epoch FROM finished_at - started_at)::float8 * 1000 AS milliseconds,
              extract(epoch FROM started_at - requested_at)::float8 * 1000 AS until_start
       FROM export_request WHERE export_id = $1`,
      [requested.exportId],
    )
    const { state, milliseconds, until_start } = rows[0]!
    if (state === 'ready') return { milliseconds, untilStart: until_start }
    if (state === 'failed') throw new PlainError('The bulk export failed.')
    await pause(pollMilliseconds)
  }
}
