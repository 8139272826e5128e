import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'

/** The replica is killed, and stands still: searches and files are read on the primary meanwhile. */
export const failReplica: Fault = {
  name: 'replica',
  title: 'the replica is killed, stands still and comes back',
  needs: 'cluster',
  // A file that is being read there breaks off; whatever else is asked is answered by the primary.
  allows: { refusals: false, broken: 'files' },
  async run({ portal, isShort, seen }) {
    const { replica } = portal.cluster!
    const whenAnswered = async (count: number) => {
      const before = [seen('right', 'page'), seen('right', 'file')]
      await eventually(
        () => {
          const now = [seen('right', 'page'), seen('right', 'file')]
          if (now.some((answers, index) => answers < before[index]! + count))
            throw new Error('nobody is answered')
        },
        { seconds: 90, everyMilliseconds: 50 },
      )
    }
    const count = isShort ? 3 : 20
    await replica.kill()
    await whenAnswered(count)
    await replica.start()
    await whenAnswered(count)
    await replica.pause()
    await whenAnswered(count)
    await replica.resume()
    await whenAnswered(count)
  },
}
