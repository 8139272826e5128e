import { paths } from '@/lib/paths'
import { usageSearchParameters, type UsageKind } from '@/lib/usage/search'
import { keepAliveClient } from './support/bench-portal'
import type { BenchContext, Figure, Measure } from './support/measure'
import { measureInTurn, median } from './support/statistics'

const requestsAtOnce = 15

/** The search page over a whole month: does it take longer where there is more data? */
export const searchGrowth: Measure = {
  name: 'growth',
  async run(context) {
    return [await compareSizes(context, 'destination'), await compareSizes(context, 'call')]
  },
}

async function compareSizes(context: BenchContext, by: UsageKind): Promise<Figure> {
  const { small, grown, pairs } = context
  const [a, b] = await Promise.all(
    [grown, small].map(async (size) => {
      const { month } = await context.data(size)
      const ask = keepAliveClient(await context.portal(size))
      const address = paths.usage(usageSearchParameters({ ...month, output: 'screen', by }))
      return () => medianOf(requestsAtOnce, () => ask(address))
    }),
  )
  await measureInTurn(3, a!, b!)
  const measured = await measureInTurn(pairs, a!, b!)
  return {
    what: `search page of a month, by ${by}`,
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
