import { paths } from '@/lib/paths'
import { testPassword } from '@/tests/support/account'
import { cookiesAfter } from '../support/ask'
import type { Verdict } from '../support/ledger'
import { leadsTo, postPassword } from '../support/sign-in'
import { askAsCustomer, firstVerdict, type Client, type World } from '../support/world'

/** Signs in with the right password, an account after the other, and opens the menu. */
export function signingIn(world: World, nth: number): Client {
  const { ledger, trail, store } = world
  const name = `sign-in ${nth}`
  return {
    name,
    async once() {
      const account = store.plain.pop()
      if (!account) return
      const answer = await postPassword(world, account.userId, testPassword)
      const isIn = leadsTo(answer)?.endsWith(paths.menu())
      const verdict: Verdict =
        firstVerdict(answer, account.contractNumber) ??
        (isIn ? 'right' : { wrong: `a right password is answered ${answer.status}` })
      ledger.note(name, 'form', answer, verdict)
      if (verdict !== 'right') return
      trail.expect(answer, 'signIn')

      const menu = await askAsCustomer(world, {
        path: paths.menu(),
        headers: { cookie: cookiesAfter(answer) },
      })
      const shows = menu.status === 200 && menu.body.toString().includes(account.userId)
      const seen: Verdict =
        firstVerdict(menu, account.contractNumber) ??
        (shows ? 'right' : { wrong: `the menu of who signed in is answered ${menu.status}` })
      ledger.note(name, 'page', menu, seen)
    },
  }
}
