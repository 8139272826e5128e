import { eventually } from '@/tests/support/eventually'
import type { Fault, FaultContext } from './support/fault'

/** Web processes and workers are killed with SIGKILL and started again, an import in the middle of its work too. */
export const killProcesses: Fault = {
  name: 'kills',
  title: 'kill -9 of a web process, a worker and an import at work',
  // A try at a password whose process was killed is waited for: the next one is asked to wait some seconds.
  allows: { refusals: true, broken: 'all' },
  async run(context) {
    const { portal, load, random, isShort } = context
    // The first ones live through the whole run, so that what they hold can be compared.
    const [web, worker] = [portal.webs[1]!, portal.workers[1]!]
    for (let turn = 0; turn < (isShort ? 1 : 4); turn++) {
      const killed = load.importing.killNext()
      const downloads = context.seen('right', web.name)
      await eventually(() => {
        if (context.seen('right', web.name) < downloads + random.integer(3, 8))
          throw new Error('no answer yet')
      }, patience)
      await web.process.kill()
      await web.process.begin()
      await whenMakingSet(context)
      await worker.kill()
      await worker.begin()
      await killed
    }
  },
}

const patience = { seconds: 60, everyMilliseconds: 10 }

/** Waits until a worker makes a set. */
const whenMakingSet = ({ portal }: FaultContext) =>
  eventually(async () => {
    const { rowCount } = await portal.pool.query("SELECT FROM export_request WHERE state = 'running'")
    if (!rowCount) throw new Error('no set is being made')
  }, patience)
