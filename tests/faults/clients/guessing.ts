import { catalogues } from '@/lib/i18n/catalogues'
import type { Answer } from '../support/ask'
import type { Verdict } from '../support/ledger'
import { postPassword } from '../support/sign-in'
import { firstVerdict, type Client, type LoadAccount, type World } from '../support/world'

/** What somebody was told who tried wrong passwords at an account. */
export interface Guesses {
  account: LoadAccount
  /** Answered as wrong, the one that locked among them. */
  answered: number
  /** Not answered, or refused: counted or not. */
  unknown: number
  wasToldLock: boolean
}

const { refused, locked, busy } = catalogues.ja.login
const lockedWords = locked.split('{', 1)[0]!

/** Tries wrong passwords at an account after the other until it is locked. Each answer is a strike that must stand. */
export function guessing(world: World, nth: number, all: Guesses[]): Client {
  const { ledger, trail, store } = world
  const name = `guess ${nth}`
  let guesses: Guesses | undefined

  function judge(answer: Answer, { answered, unknown, wasToldLock }: Guesses): Verdict {
    const text = answer.body.toString()
    if (text.includes(lockedWords))
      return answered + unknown >= 2 || wasToldLock ? 'right' : { wrong: 'an account is locked too soon' }
    // A try of a process that was killed is still compared, as far as the portal knows.
    if (text.includes(busy) && unknown > 0) return 'right'
    if (!text.includes(refused)) return { wrong: `a wrong password is answered ${answer.status}` }
    return answered >= 2 ? { wrong: 'a third wrong password does not lock' } : 'right'
  }

  return {
    name,
    async once() {
      if (!guesses) {
        const account = store.plain.pop()
        if (!account) return
        guesses = { account, answered: 0, unknown: 0, wasToldLock: false }
        all.push(guesses)
      }
      const answer = await postPassword(world, guesses.account.userId, 'Wrong!2026')
      const verdict = firstVerdict(answer, guesses.account.contractNumber) ?? judge(answer, guesses)
      ledger.note(name, 'form', answer, verdict)
      if (verdict !== 'right') {
        guesses.unknown += 1
        // After so many nobody can say what the next one counts.
        if (guesses.unknown >= 3) guesses = undefined
        return
      }
      const said = answer.body.toString()
      if (said.includes(busy)) {
        // It counted nothing, and says so for as long as a comparison may take: another account is tried meanwhile.
        guesses = undefined
        return
      }
      const isLocked = said.includes(lockedWords)
      // Tries during the lock count nothing; the one that locks does, and after one without an answer it may be either.
      if (!isLocked || (!guesses.wasToldLock && guesses.unknown === 0)) {
        guesses.answered += 1
        trail.expect(answer, 'signInFailure')
      } else if (!guesses.wasToldLock) guesses.unknown += 1
      if (isLocked && guesses.wasToldLock) guesses = undefined
      else if (isLocked) guesses.wasToldLock = true
    },
  }
}
