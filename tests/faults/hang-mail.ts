import { acceptMail } from '@/tests/support/mail-service'
import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** The mail service takes connections and answers nothing. */
export const hangMail: Fault = {
  name: 'mail',
  title: 'the mail service does not answer',
  allows: { refusals: false, broken: 'none' },
  async run({ portal, load, isShort, seen }) {
    const exact = () => load.done.exports.filter(({ ended }) => ended === 'exact').length
    const before = exact()
    portal.mail.answer = () => undefined
    try {
      await eventually(
        () => {
          // Who waits for a code is told after ten seconds; sets are made on.
          if (seen('right', 'code 1') < (isShort ? 1 : 3))
            throw new Error('nobody was told that no code comes')
          if (exact() < before + (isShort ? 2 : 6)) throw new Error('no bulk set is made while mail hangs')
        },
        { seconds: 90, everyMilliseconds: 50 },
      )
    } finally {
      portal.mail.answer = acceptMail
    }
  },
}
