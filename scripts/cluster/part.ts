import { readFile } from 'node:fs/promises'

/** What a part runs, while it runs. */
export interface RunningPart {
  pid: number
  /** How it ended, in words: `exit code 1`, `SIGKILL`. */
  ended: Promise<string>
  /** Ends it in order. */
  stop(): Promise<void>
}

/** One server of the cluster, which can be taken away and given back while the others run. */
export interface Part {
  name: string
  /** The port on which it answers, the same after each start; absent where it has none. */
  port?: number
  /** The port of its metrics, where it has any. */
  metricsPort?: number
  /** Undefined while it does not run. */
  pid(): number | undefined
  /** Returns when it answers. One that runs is left as it is. */
  start(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
  /** Ends it at once, with all the processes that it has made. */
  kill(): Promise<void>
  /** Lets it do nothing, and break nothing, until `resume`. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Calls when it ends though neither `stop` nor `kill` asked for it. */
  whenLost(tell: (how: string) => void): void
}

/** A part that is not started yet. @param launch returns when it answers. */
export function makePart(
  name: string,
  ports: Pick<Part, 'port' | 'metricsPort'>,
  launch: () => Promise<RunningPart>,
): Part {
  let running: RunningPart | undefined
  let tellLoss: (how: string) => void = () => {}
  return {
    name,
    ...ports,
    pid: () => running?.pid,
    async start() {
      if (running) return
      const started = await launch()
      running = started
      void started.ended.then((how) => {
        if (running !== started) return
        running = undefined
        tellLoss(how)
      })
    },
    async stop() {
      const ending = running
      running = undefined
      await ending?.stop()
    },
    async kill() {
      const killed = running
      running = undefined
      await signal(killed, 'SIGKILL')
      await killed?.ended
    },
    pause: () => signal(running, 'SIGSTOP'),
    resume: () => signal(running, 'SIGCONT'),
    whenLost: (tell) => void (tellLoss = tell),
  }
}

async function signal(part: RunningPart | undefined, name: NodeJS.Signals) {
  if (part) for (const pid of await withChildren(part.pid)) send(pid, name)
}

/** A process and those that it has made, itself first. */
async function withChildren(pid: number): Promise<number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = listed.split(' ').filter(Boolean).map(Number)
  return [pid, ...(await Promise.all(children.map(withChildren))).flat()]
}

function send(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
