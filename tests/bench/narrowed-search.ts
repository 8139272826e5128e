import { paths } from '@/lib/paths'
import type { UsageConditions } from '@/lib/usage/conditions'
import { usageSearchParameters } from '@/lib/usage/search'
import { keepAliveClient } from './support/bench-portal'
import type { Figure, Measure } from './support/measure'
import { narrowedAddress } from './support/narrowed'
import { measureInTurn, median } from './support/statistics'

/** Conditions that the totals do not know. An index finds what few records have; what most have is read, and told alone. */
const narrowings: { by: string; conditions: UsageConditions; allowed?: Figure['allowed'] }[] = [
  { by: 'a callee number', conditions: { calleeStart: '03123' }, allowed: { atMost: 1_000 } },
  { by: 'a caller of a tenth', conditions: { callerStart: '@' } },
  { by: 'a charge of few', conditions: { chargeFrom: 500 }, allowed: { atMost: 1_000 } },
  { by: 'a charge of all', conditions: { chargeFrom: 1 } },
]

/** The search page of a month whose records are counted, since it is narrowed by numbers or charge. */
export const narrowedSearch: Measure = {
  name: 'narrowed',
  isOfGrowth: true,
  async run({ data: dataOf, portal: portalOf, pairs }, size) {
    const data = await dataOf(size)
    const portal = await portalOf(size)
    const ask = keepAliveClient(portal)
    const whole = paths.usage(usageSearchParameters({ ...data.month, output: 'screen', by: 'destination' }))
    const figures: Figure[] = []
    for (const { by, conditions, allowed } of narrowings) {
      const address = await narrowedAddress(data, portal, conditions)
      await ask(address)
      const measured = await measureInTurn(
        pairs,
        () => ask(address),
        () => ask(whole),
      )
      figures.push({
        what: `search page of a month, narrowed by ${by}`,
        a: { label: size.label, value: median(measured.a) },
        b: { label: 'the whole month', value: median(measured.b) },
        unit: 'ms',
        value: median(measured.a),
        valueUnit: 'ms',
        allowed,
      })
    }
    return figures
  },
}
