import { paths } from '@/lib/paths'
import { hiddenFields } from '@/tests/support/hidden-fields'
import { formBody } from '../support/ask'
import type { Verdict } from '../support/ledger'
import { leadsTo } from '../support/sign-in'
import { askAsCustomer, firstVerdict, type Client, type LoadAccount, type World } from '../support/world'

/** Names of numbers that a client sent, and whether it was told that they were added. */
export interface SentNames {
  account: LoadAccount
  added: Set<string>
  unknown: Set<string>
}

/** Adds names of numbers, each once, by a form that is posted without JavaScript. */
export function naming(
  world: World,
  account: LoadAccount,
  cookie: string,
  nth: number,
  sent: SentNames,
): Client {
  const { ledger, trail } = world
  const name = `name ${nth}`
  let form: Record<string, string> | undefined
  let turn = 0
  return {
    name,
    async once() {
      if (!form) {
        const page = await askAsCustomer(world, { path: paths.numberNew(), headers: { cookie } })
        const seen =
          firstVerdict(page, undefined) ?? (page.status === 200 ? 'right' : { wrong: `${page.status}` })
        ledger.note(name, 'page', page, seen)
        if (seen === 'right') form = hiddenFields(page.body.toString(), 'number')
        return
      }
      const number = `09${nth}${String(++turn).padStart(7, '0')}`
      const { body, headers } = await formBody({
        ...form,
        number,
        name: `N${turn}`,
        department: '',
        accountCode: '',
      })
      const question = {
        method: 'POST',
        path: paths.numberNew(),
        body,
        headers: { ...headers, cookie },
      } as const
      const answer = await askAsCustomer(world, question)
      const isAdded = leadsTo(answer)?.includes('done=added')
      const verdict: Verdict =
        firstVerdict(answer, undefined) ??
        (isAdded ? 'right' : { wrong: `a name is answered ${answer.status} ${leadsTo(answer) ?? ''}` })
      ledger.note(name, 'form', answer, verdict)
      if (verdict === 'right') {
        sent.added.add(number)
        trail.expect(answer, 'numberNamesChanged')
      } else sent.unknown.add(number)
    },
  }
}
