import { setTimeout as pause } from 'node:timers/promises'
import type { RunningProcess } from '../run-process'
import type { Part } from './part'

/** How long after its end a part is started again, as the service units of deploy/systemd have it. */
const restartSeconds = 2

/** Says when a part ends by itself, and starts it again, until this process is to end. */
export async function keepParts(parts: Part[], running: Pick<RunningProcess, 'isEnding'>): Promise<never> {
  for (const part of parts)
    part.whenLost((how) => {
      if (!running.isEnding()) void restart(part, how, running)
    })
  return new Promise(() => {})
}

async function restart(part: Part, how: string, running: Pick<RunningProcess, 'isEnding'>): Promise<void> {
  console.log(`The ${part.name} ended by itself (${how}).`)
  while (part.pid() === undefined) {
    await pause(restartSeconds * 1_000)
    if (running.isEnding()) return
    try {
      await part.start()
      console.log(`The ${part.name} runs again.`)
    } catch (error) {
      console.log((error as Error).message)
    }
  }
}
