import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** The pooler is killed and started again: web processes reach no database meanwhile. */
export const failPooler: Fault = {
  name: 'pooler',
  title: 'the pooler is killed and started again',
  needs: 'cluster',
  allows: { refusals: true, broken: 'files' },
  async run({ portal, isShort, seen }) {
    const { pooler } = portal.cluster!
    for (let turn = 0; turn < (isShort ? 1 : 3); turn++) {
      const refused = seen('refused')
      await pooler.kill()
      await eventually(
        () => {
          if (seen('refused') === refused) throw new Error('nobody noticed')
        },
        { seconds: 60, everyMilliseconds: 5 },
      )
      await pooler.start()
      await portal.whenReady()
    }
  },
}
