import { apiPaths } from '@/lib/api-paths'
import type { Verdict } from '../support/ledger'
import { askAsCustomer, firstVerdict, type Client, type LoadAccount, type World } from '../support/world'

/** A program that asks what a day comes to. @param keys taken in turn: each has a limit of its own. */
export function counting(world: World, account: LoadAccount, keys: string[], nth: number): Client {
  const { ledger, trail, random, usage } = world
  const name = `program ${nth}`
  const contract = account.contractNumber
  let turn = 0
  return {
    name,
    async once() {
      const days = random.pick([[usage.still], usage.moving])
      const { date } = days[0]!
      const answer = await askAsCustomer(world, {
        path: `${apiPaths.summary()}?startDate=${date}&endDate=${date}&by=destination`,
        headers: { authorization: `Bearer ${keys[turn++ % keys.length]}` },
      })
      const judge = (): Verdict => {
        if (answer.status !== 200) return { wrong: `a summary is answered ${answer.status}` }
        const { totals } = JSON.parse(answer.body.toString()) as {
          totals: { records: number; charge: number }
        }
        const fits = days
          .map((day) => day.totals[contract])
          .some(({ destinations, charge }) => totals.records === destinations && totals.charge === charge)
        return fits ? 'right' : { wrong: 'a summary is of no version of the day' }
      }
      const verdict = firstVerdict(answer, contract) ?? judge()
      ledger.note(name, 'program', answer, verdict)
      if (verdict === 'right') trail.expect(answer, 'search')
    },
  }
}
