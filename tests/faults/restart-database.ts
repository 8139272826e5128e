import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** The database is ended and started again: in order, and as in a crash. */
export const restartDatabase: Fault = {
  name: 'restart',
  title: 'the database is restarted, in order and as in a crash',
  allows: { refusals: true, broken: 'files' },
  async run({ portal, isShort, seen }) {
    for (const signal of isShort
      ? (['SIGQUIT'] as const)
      : (['SIGINT', 'SIGQUIT', 'SIGINT', 'SIGQUIT'] as const)) {
      const refused = seen('refused')
      await portal.database.restart(signal)
      await portal.whenReady()
      // A restart of a small database is over in a moment: somebody must have noticed.
      await eventually(() => {
        if (seen('refused') === refused && seen('broken') === 0 && !isShort) throw new Error('nobody noticed')
      })
    }
  },
}
