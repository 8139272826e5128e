import { paths } from '@/lib/paths'
import type { UsageKind } from '@/lib/usage/search'
import type { DayTotals, KnownDay } from '../support/known-usage'
import type { Verdict } from '../support/ledger'
import { askAsCustomer, firstVerdict, type Client, type LoadAccount, type World } from '../support/world'

/** Searches a day on screen again and again: count and charge must be those of one version of it. */
export function searching(world: World, account: LoadAccount, cookie: string, nth: number): Client {
  const { ledger, trail, random, usage } = world
  const name = `search ${nth}`
  const contract = account.contractNumber
  return {
    name,
    async once() {
      const by = random.pick<UsageKind>(['call', 'destination'])
      const days: readonly KnownDay[] = random.pick([[usage.still], usage.moving])
      const date = days[0]!.date
      const path = paths.usage({
        startDate: date,
        endDate: date,
        startHour: '0',
        endHour: '23',
        by,
        output: 'screen',
      })
      const answer = await askAsCustomer(world, { path, headers: { cookie } })
      const verdict =
        firstVerdict(answer, contract) ??
        judge(
          answer.status,
          answer.body.toString(),
          by,
          days.map(({ totals }) => totals[contract]),
        )
      ledger.note(name, 'page', answer, verdict)
      if (verdict === 'right') trail.expect(answer, 'search')
    },
  }
}

function judge(status: number, html: string, by: UsageKind, versions: DayTotals[]): Verdict {
  if (status !== 200) return { wrong: `a search is answered ${status}` }
  const text = html.replaceAll('<!-- -->', '').replace(/<[^>]*>/g, ' ')
  const fits = versions.some((totals) => {
    const records = by === 'call' ? totals.calls : totals.destinations
    return [records, totals.charge].every((figure) => text.includes(figure.toLocaleString('ja-JP')))
  })
  return fits ? 'right' : { wrong: 'its figures are those of no version of the day' }
}
