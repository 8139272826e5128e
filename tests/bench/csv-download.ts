import { finished } from 'node:stream/promises'
import { Client } from 'pg'
import { filePaths } from '@/lib/file-paths'
import { PlainError } from '@/lib/plain-error'
import { copyUsage, usageFileQuery, type UsageFileScope } from '@/lib/usage/copy-usage'
import { csvRecordsMax } from '@/lib/usage/limits'
import { periodInstants } from '@/lib/usage/period'
import { usageSearchParameters } from '@/lib/usage/search'
import { keepAliveClient } from './support/bench-portal'
import type { Figure, Measure } from './support/measure'
import { openPsql } from './support/psql'
import { measureInTurn, median, ratioOf } from './support/statistics'

/** Few in a row, many rows: what else the machine does then meets both alike. */
const filesAtOnce = 3
const turnsOfPair = 3
/** V8 has compiled what a file takes after some 200: a server that has just been started needs half as long again. */
const warmUpsOfPair = 24
const allowed = { atMost: 1.5 }

/** A CSV of 10,000 records over HTTP against the same rows by psql, and by a Node process that does nothing else. */
export const csvDownload: Measure = {
  name: 'csv',
  async run({ data: dataOf, portal, pairs }, size) {
    const data = await dataOf(size)
    const address = filePaths.download(
      usageSearchParameters({ ...data.csvPeriod, output: 'csv', by: 'destination' }),
    )
    const ask = keepAliveClient(await portal(size))
    const scope: UsageFileScope = {
      contractNumber: data.contractNumber,
      masksNumbers: false,
      callers: 'all',
      kind: 'destination',
      period: periodInstants(data.csvPeriod),
    }
    const client = new Client({ connectionString: data.databaseUrl, options: '-c timezone=UTC' })
    await client.connect()
    await demandRecords(client, scope)
    const psql = await openPsql(data.databaseUrl)

    const overHttp = repeated(() => ask(address))
    const byNode = repeated(() => copyInNode(client, scope))
    const byPsql = psql && repeated(() => psql.copy(usageFileQuery(scope)))
    const inNode: number[] = []
    const bare = async () => {
      inNode.push(await byNode())
      return byPsql ? byPsql() : inNode.at(-1)!
    }
    for (let count = 0; count < pairs * warmUpsOfPair; count++) await ask(address)
    await measureInTurn(3, overHttp, bare)
    inNode.length = 0
    const measured = await measureInTurn(pairs * turnsOfPair, overHttp, bare)
    psql?.end()
    await client.end()

    const http = { label: size.label, value: median(measured.a) }
    const node: Figure = {
      what: 'CSV of 10,000 over HTTP against COPY in Node.js',
      a: http,
      b: { label: 'Node.js', value: median(inNode) },
      unit: 'ms',
      value: ratioOf(measured.a, inNode),
    }
    if (!psql) return [{ ...node, allowed }]
    const b = { label: 'psql', value: median(measured.b) }
    const what = 'CSV of 10,000 over HTTP against psql \\copy'
    return [{ what, a: http, b, unit: 'ms', value: measured.ratio, allowed }, node]
  },
}

/** What one file takes on average, of some in a row. */
const repeated = (takeFile: () => Promise<number>) => async () => {
  const figures: number[] = []
  while (figures.length < filesAtOnce) figures.push(await takeFile())
  return median(figures)
}

async function copyInNode(client: Client, scope: UsageFileScope): Promise<number> {
  const start = performance.now()
  await finished(copyUsage(client, scope).resume())
  return performance.now() - start
}

async function demandRecords(client: Client, scope: UsageFileScope): Promise<void> {
  const query = `SELECT count(*)::int AS records FROM (${usageFileQuery(scope)}) AS file`
  const { rows } = await client.query<{ records: number }>(query)
  if (rows[0]!.records !== csvRecordsMax)
    throw new PlainError(`The file has ${rows[0]!.records} records instead of ${csvRecordsMax}.`)
}
