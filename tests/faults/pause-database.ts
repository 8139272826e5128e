import { readdir, readFile } from 'node:fs/promises'
import { catalogues } from '@/lib/i18n/catalogues'
import { eventually } from '@/tests/support/eventually'
import type { Fault } from './support/fault'
import { postPassword } from './support/sign-in'
import { firstVerdict, type World } from './support/world'

/** Every process of the database stands still: it takes connections and answers nothing. */
export const pauseDatabase: Fault = {
  name: 'pause',
  title: 'the database stands still (SIGSTOP) and goes on',
  allows: { refusals: true, broken: 'files' },
  async run({ portal, load, isShort, seen }) {
    const pids = await processesOf(portal.database.pid())
    const signal = (name: NodeJS.Signals) => pids.forEach((pid) => send(pid, name))
    // Statements under way are given up after 31 seconds; who gets no connection is refused after 5.
    const wanted = isShort ? { form: 5 } : { page: 12, form: 5, program: 2, file: 2 }
    signal('SIGSTOP')
    const crowd = Array.from({ length: crowdSize }, (_, nth) => signInOfCrowd(load.world, nth))
    try {
      await eventually(
        () => {
          for (const [asked, count] of Object.entries(wanted))
            if (seen('refused', asked) < count) throw new Error(`no ${asked} was refused`)
        },
        { seconds: 120, everyMilliseconds: 50 },
      )
    } finally {
      signal('SIGCONT')
    }
    await Promise.all(crowd)
  },
}

/** More than the pools of both web processes have connections. */
const crowdSize = 40

/** A form of somebody whom no account knows: it is refused as wrong, or because nobody can say. */
async function signInOfCrowd(world: World, nth: number): Promise<void> {
  const answer = await postPassword(world, `nobody-${nth}-${world.random.integer(0, 999_999)}`, 'Wrong!2026')
  const isToldWrong = answer.body.toString().includes(catalogues.ja.login.refused)
  const verdict =
    firstVerdict(answer, undefined) ??
    (isToldWrong ? 'right' : { wrong: 'an unknown user ID is not refused' })
  world.ledger.note('crowd', 'form', answer, verdict)
}

/** A process and its children. */
async function processesOf(first: number): Promise<number[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      return [Number(name), Number(/\) \S (\d+)/.exec(text)?.[1])] as const
    }),
  )
  return [first, ...parents.filter(([, parent]) => parent === first).map(([pid]) => pid)]
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
