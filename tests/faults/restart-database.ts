import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** The database is ended and started again, in order and by SIGKILL. */
export const restartDatabase: Fault = {
  name: 'restart',
  title: 'the database is ended and started again, in order and by kill -9',
  allows: { refusals: true, broken: 'files' },
  async run({ portal, isShort, seen }) {
    const { database } = portal
    const ends = isShort ? [database.kill] : [database.stop, database.kill, database.stop, database.kill]
    for (const end of ends) {
      const refused = seen('refused')
      await end()
      await eventually(
        () => {
          if (seen('refused') === refused) throw new Error('nobody noticed')
        },
        { seconds: 60, everyMilliseconds: 5 },
      )
      await database.start()
      await portal.whenReady()
    }
  },
}
