import { paths } from '@/lib/paths'
import { usageSearchParameters, type UsageKind } from '@/lib/usage/search'
import type { BenchData } from './support/bench-data'
import { keepAliveClient, type BenchPortal } from './support/bench-portal'
import type { BenchContext, Figure, Measure } from './support/measure'
import { narrowedAddress } from './support/narrowed'
import type { Size } from './support/size'
import { measureInTurn, median } from './support/statistics'

const requestsAtOnce = 15

/** A page over a whole month, and its address on the data of a size. */
interface MonthPage {
  what: string
  address(data: BenchData, portal: BenchPortal): string | Promise<string>
}

const searchPage = (by: UsageKind): MonthPage => ({
  what: `search page of a month, by ${by}`,
  address: ({ month }) => paths.usage(usageSearchParameters({ ...month, output: 'screen', by })),
})

const pages: MonthPage[] = [
  searchPage('destination'),
  searchPage('call'),
  {
    what: 'search page of a month, narrowed by codes',
    address: (data, portal) =>
      narrowedAddress(data, portal, { communicationTypes: ['同報', '一般'], areas: ['KOREA'] }),
  },
  { what: 'sheet of a month', address: ({ month }) => paths.statement(month.startDate.slice(0, 7)) },
]

/** The pages of a whole month: do they take longer where there is more data? */
export const pageGrowth: Measure = {
  name: 'growth',
  isOfGrowth: true,
  async run(context, size) {
    const figures: Figure[] = []
    for (const page of pages) figures.push(await compareSizes(context, size, page))
    return figures
  },
}

async function compareSizes(
  context: BenchContext,
  grown: Size,
  { what, address }: MonthPage,
): Promise<Figure> {
  const { small, pairs } = context
  const [a, b] = await Promise.all(
    [grown, small].map(async (size) => {
      const portal = await context.portal(size)
      const ask = keepAliveClient(portal)
      const asked = await address(await context.data(size), portal)
      return () => medianOf(requestsAtOnce, () => ask(asked))
    }),
  )
  await measureInTurn(3, a!, b!)
  const measured = await measureInTurn(pairs, a!, b!)
  return {
    what,
    a: { label: grown.label, value: median(measured.a) },
    b: { label: small.label, value: median(measured.b) },
    unit: 'ms',
    value: measured.ratio,
    allowed: { atMost: 1.2 },
  }
}

async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const figures: number[] = []
  while (figures.length < times) figures.push(await measure())
  return median(figures)
}
