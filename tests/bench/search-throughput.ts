import { paths } from '@/lib/paths'
import { usageSearchParameters } from '@/lib/usage/search'
import { startLoadGenerator } from './support/load'
import type { Figure, Measure } from './support/measure'
import { processorMilliseconds } from './support/server-process'
import { measureInTurn, median, ratioOf } from './support/statistics'

const connections = 4
/** Few in a row, many rows: what else the machine does then meets both alike. */
const requests = 60
const turnsOfPair = 4

/**
 * The search page against a page of the same server with the same frame and user, and two sentences in it. Told, not
 * limited (spec section 10).
 */
export const searchThroughput: Measure = {
  name: 'throughput',
  async run({ data, portal: portalOf, pairs }, size) {
    const { month } = await data(size)
    const portal = await portalOf(size)
    const search = paths.usage(usageSearchParameters({ ...month, output: 'screen', by: 'destination' }))
    const { requestsPerSecond, stop } = startLoadGenerator()
    const { url, headers } = portal

    /** Milliseconds of the server's processor time a request, beside what the clock says. */
    const spent: Record<string, number[]> = {}
    const loadWith = (address: string) => async () => {
      const before = processorMilliseconds(portal.pid)
      const reached = await requestsPerSecond({ site: { url, headers }, address, connections, requests })
      const after = processorMilliseconds(portal.pid)
      if (before !== undefined && after !== undefined)
        (spent[address] ??= []).push((after - before) / requests)
      return reached
    }
    const loads = [loadWith(search), loadWith(paths.otherAccount())] as const
    // As often as is measured: V8 has compiled what a page takes by then.
    await measureInTurn(pairs * turnsOfPair, ...loads)
    for (const figures of Object.values(spent)) figures.length = 0
    const measured = await measureInTurn(pairs * turnsOfPair, ...loads)
    await stop()

    const processor = { search: spent[search] ?? [], empty: spent[paths.otherAccount()] ?? [] }
    const figures: Figure[] = [
      {
        what: `search page, ${connections} connections`,
        a: { label: size.label, value: median(measured.a) },
        b: { label: 'empty page', value: median(measured.b) },
        unit: 'requests/s',
        value: measured.ratio,
      },
    ]
    if (processor.search.length > 0)
      figures.push({
        what: 'the same, processor time of the server',
        a: { label: size.label, value: median(processor.search) },
        b: { label: 'empty page', value: median(processor.empty) },
        unit: 'ms',
        value: ratioOf(processor.search, processor.empty),
      })
    return figures
  },
}
