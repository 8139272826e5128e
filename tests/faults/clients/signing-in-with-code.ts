import { catalogues } from '@/lib/i18n/catalogues'
import { paths } from '@/lib/paths'
import { testPassword } from '@/tests/support/account'
import { hiddenFields } from '@/tests/support/hidden-fields'
import { cookiesAfter, formBody, type Answer } from '../support/ask'
import type { Verdict } from '../support/ledger'
import { leadsTo, postPassword } from '../support/sign-in'
import { askAsCustomer, firstVerdict, type Client, type World } from '../support/world'
import type { Guesses } from './guessing'

const { refused } = catalogues.ja.verify

/** Signs in accounts with 多要素認証: a wrong code first, then the one that was mailed. */
export function signingInWithCode(world: World, nth: number, all: Guesses[]): Client {
  const { ledger, trail, store, portal } = world
  const name = `code ${nth}`

  async function postCode(cookie: string, otp: string): Promise<Answer> {
    const page = await askAsCustomer(world, { path: paths.verify(), headers: { cookie } })
    const seen =
      firstVerdict(page, undefined) ?? (page.status === 200 ? 'right' : { wrong: `${page.status}` })
    ledger.note(name, 'page', page, seen)
    if (seen !== 'right') return page
    const form = await formBody({ ...hiddenFields(page.body.toString(), 'otp'), otp })
    return askAsCustomer(world, {
      method: 'POST',
      path: paths.verify(),
      body: form.body,
      headers: { ...form.headers, cookie },
    })
  }

  return {
    name,
    async once() {
      const account = store.multiFactor.pop()
      if (!account) return
      const { userId, contractNumber } = account
      const first = await postPassword(world, userId, testPassword)
      const target = leadsTo(first)
      const asksForCode = target?.includes(paths.verify())
      const verdict: Verdict =
        firstVerdict(first, contractNumber) ??
        (asksForCode ? 'right' : { wrong: `a right password is answered ${first.status}` })
      ledger.note(name, 'form', first, verdict)
      if (verdict !== 'right') return
      const isSent = !target!.includes('mail=')
      trail.expect(first, isSent ? 'otpSent' : 'otpNotSent')
      if (!isSent) return
      const cookie = cookiesAfter(first)
      const code = codeFor(`${userId}@example.com`)
      if (code === undefined) {
        ledger.note(name, 'form', first, { wrong: 'a code is said to be sent that no mail has' })
        return
      }

      const guesses: Guesses = { account, answered: 0, unknown: 0, wasToldLock: false }
      all.push(guesses)
      const wrong = await postCode(cookie, code === '000000' ? '111111' : '000000')
      if (wrong.path === paths.verify() && wrong.status === 200 && !wrong.body.toString().includes(refused))
        return
      const found: Verdict =
        firstVerdict(wrong, contractNumber) ??
        (wrong.body.toString().includes(refused)
          ? 'right'
          : { wrong: `a wrong code is answered ${wrong.status}` })
      ledger.note(name, 'form', wrong, found)
      if (found === 'right') {
        guesses.answered += 1
        trail.expect(wrong, 'signInFailure')
      } else guesses.unknown += 1

      const right = await postCode(cookie, code)
      const isIn = leadsTo(right)?.endsWith(paths.menu())
      // The code may have been used by a try that got no answer.
      const wasUsed = guesses.unknown > 0 && leadsTo(right)?.includes(paths.login())
      const end: Verdict =
        firstVerdict(right, contractNumber) ??
        (isIn || wasUsed ? 'right' : { wrong: `a right code is answered ${right.status}` })
      ledger.note(name, 'form', right, end)
      if (end === 'right' && isIn) {
        trail.expect(right, 'signIn')
        // The last factor clears what was counted.
        all.splice(all.indexOf(guesses), 1)
      } else guesses.unknown += 3
    },
  }

  /** The code of the newest mail to an address, which is forgotten then. */
  function codeFor(address: string): string | undefined {
    const { received } = portal.mail
    const at = received.findLastIndex(({ body }) => [body.to].flat().includes(address))
    if (at < 0) return undefined
    const [mail] = received.splice(at, 1)
    return /\b\d{6}\b/.exec(String(mail!.body.text))?.[0]
  }
}
