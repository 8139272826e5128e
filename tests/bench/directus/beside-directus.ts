import { createHmac } from 'node:crypto'
import { connectDatabase } from '@/lib/db/pool'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import { bulkRecordsMax, csvRecordsMax, filePartRecords } from '@/lib/usage/limits'
import type { UsagePeriod } from '@/lib/usage/period'
import { usageSearchParameters, type UsageSearch } from '@/lib/usage/search'
import { readLocalSecret } from '@/scripts/local-secret'
import { step } from '@/scripts/progress'
import type { BenchData } from '../support/bench-data'
import { keepAliveClient, type BenchPortal, type Site } from '../support/bench-portal'
import { orderSet, whenReady } from '../support/bench-set'
import { execute } from '../support/kept-database'
import type { BenchContext, Figure, Measure } from '../support/measure'
import type { Size } from '../support/size'
import { measureInTurn, median } from '../support/statistics'
import { openDirectusData } from './directus-data'
import { csvAddress, pageAddresses } from './directus-requests'
import { directusVersion, installDirectus } from './install-directus'
import { runDirectus } from './run-directus'
import { demandSameRecords, demandSameTotals } from './same-answers'

/** Both servers have compiled by then what a file and a page take. */
const warmUps = 30
const warmUpsOfSet = 3

/** What is measured on both sides, one after the other. */
interface Comparison {
  what: string
  warmUps: number
  /** @returns milliseconds. */
  ours(): Promise<number>
  theirs(): Promise<number>
}

/**
 * The portal beside Directus, on the same rows of one PostgreSQL, over HTTP: what a customer of either waits for. Told, not
 * limited (docs/decisions/0096).
 */
export const besideDirectus: Measure = {
  name: 'directus',
  isOnDemand: true,
  async run(context, size) {
    const data = await context.data(size)
    const portal = await context.portal(size)
    const { directus, stop } = await serveDirectus(context, data, size)
    const pool = connectDatabase(data.databaseUrl)
    const figures: Figure[] = []
    for (const comparison of await comparisonsOf(data, portal, directus)) {
      const { what, warmUps, ours, theirs } = comparison
      await measureInTurn(warmUps, ours, theirs)
      const { a, b, ratio } = await measureInTurn(context.pairs, ours, theirs)
      figures.push({
        what,
        a: { label: size.label, value: median(a) },
        b: { label: `Directus ${directusVersion}`, value: median(b) },
        unit: 'ms',
        value: ratio,
      })
    }
    await pool.end()
    await stop()
    return figures
  },
}

/** Installs Directus, gives it the rows and starts it. */
async function serveDirectus(
  { dataDirectory, serverUrl }: BenchContext,
  data: BenchData,
  size: Size,
): Promise<{ directus: Site; stop(): Promise<void> }> {
  const folder = await installDirectus(dataDirectory)
  const secret = await readLocalSecret(dataDirectory)
  const tokenOf = (who: string) => createHmac('sha256', secret).update(who).digest('hex')
  const customer = { token: tokenOf('customer'), contractNumber: data.contractNumber }
  const settings = { folder, secret, adminToken: tokenOf('administrator') }
  const databaseUrl = await openDirectusData(serverUrl, dataDirectory, data, size, customer, settings)
  const { url, stop } = await step(`Directus ${size.label}`, () => runDirectus({ ...settings, databaseUrl }))
  return { directus: { url, headers: { authorization: `Bearer ${customer.token}` } }, stop }
}

async function comparisonsOf(data: BenchData, portal: BenchPortal, directus: Site): Promise<Comparison[]> {
  const sides = { data, portal, directus }
  return [
    await csvBeside(sides),
    ...(data.bulkPeriod ? [await setBeside(sides, data.bulkPeriod)] : []),
    await pageBeside(sides),
  ]
}

interface Sides {
  data: BenchData
  portal: BenchPortal
  directus: Site
}

async function csvBeside({ data, portal, directus }: Sides): Promise<Comparison> {
  const ours = filePaths.download(
    usageSearchParameters({ ...data.csvPeriod, output: 'csv', by: 'destination' }),
  )
  const theirs = csvAddress(data.csvPeriod, csvRecordsMax)
  await demandSameRecords(csvRecordsMax, [[portal, ours]], [[directus, theirs]])
  const [askOurs, askTheirs] = [keepAliveClient(portal), keepAliveClient(directus)]
  return {
    what: 'CSV of 10,000 over HTTP beside Directus',
    warmUps,
    ours: () => askOurs(ours),
    theirs: () => askTheirs(theirs),
  }
}

/** Our set is asked for, made by the worker and fetched file by file; theirs is one answer. */
async function setBeside({ data, portal, directus }: Sides, period: UsagePeriod): Promise<Comparison> {
  const search: UsageSearch = { ...period, output: 'bulk', by: 'destination' }
  const parts = Array.from({ length: bulkRecordsMax / filePartRecords }, (_, index) => index + 1)
  const order = () =>
    execute(data.databaseUrl, async (client) => {
      const exportId = await orderSet(client, data.contractNumber, search)
      await whenReady(client, exportId)
      return parts.map((part) => filePaths.exportFile(exportId, part))
    })
  const theirs = csvAddress(period, bulkRecordsMax)
  const files = await order()
  await demandSameRecords(
    bulkRecordsMax,
    files.map((file) => [portal, file]),
    [[directus, theirs]],
  )
  const [askOurs, askTheirs] = [keepAliveClient(portal), keepAliveClient(directus)]
  return {
    what: 'CSV of 100,000, request to last byte, beside Directus',
    warmUps: warmUpsOfSet,
    async ours() {
      const start = performance.now()
      for (const file of await order()) await askOurs(file)
      return performance.now() - start
    },
    theirs: () => askTheirs(theirs),
  }
}

/** Their two answers are asked for at once, each on a connection of its own. */
async function pageBeside({ data, portal, directus }: Sides): Promise<Comparison> {
  const ours = paths.usage(usageSearchParameters({ ...data.month, output: 'screen', by: 'destination' }))
  const theirs = pageAddresses(data.month)
  await demandSameTotals([portal, ours], [directus, theirs.rows], [directus, theirs.totals])
  const [askOurs, askRows, askTotals] = [portal, directus, directus].map(keepAliveClient)
  return {
    what: 'page of a month, with count and totals, beside Directus',
    warmUps,
    ours: () => askOurs!(ours),
    async theirs() {
      const start = performance.now()
      await Promise.all([askRows!(theirs.rows), askTotals!(theirs.totals)])
      return performance.now() - start
    },
  }
}
