import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** The disk of the database has no space left, and gets some again. */
export const fillDisk: Fault = {
  name: 'disk',
  title: 'the disk of the database is full',
  allows: { refusals: true, broken: 'files' },
  leftOut: ({ disk }) =>
    disk ? undefined : 'disk: left out, since this user may mount no file system of its own',
  async run({ portal, load, isShort, seen }) {
    const { disk, database } = portal
    const refusedImports = load.importing.ended.refused
    await disk!.fill()
    try {
      await eventually(
        async () => {
          // What the database frees meanwhile is taken too.
          await disk!.fill()
          if (seen('refused', 'page') + seen('refused', 'form') === 0) throw new Error('nobody noticed')
          if (!isShort && load.importing.ended.refused === refusedImports)
            throw new Error('no import noticed')
        },
        { seconds: 90, everyMilliseconds: 200 },
      )
    } finally {
      await disk!.empty()
    }
    // Where its log found no space it has ended, as its own documentation says.
    const { rowCount } = await portal.pool.query('SELECT').catch(() => ({ rowCount: null }))
    if (rowCount === null) await database.restart('SIGINT')
  },
}
