import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { PlainError } from '@/lib/plain-error'
import { lastLine } from '../embedded/cluster'
import { startGuarded } from '../guarded-program'
import { makePart, type Part } from './part'

/** How long a program may take to end in order. */
const patienceSeconds = 20

/** A program of the system, of which nothing is known but that it listens on its port. */
export function makeGuardedPart(
  name: string,
  port: number,
  command: string[],
  options: Parameters<typeof startGuarded>[1] & { logFile: string },
): Part {
  return makePart(name, { port }, async () => {
    const program = await startGuarded(command, options)
    while (!(await isListening(port))) {
      if (!program.isRunning())
        throw new PlainError(
          `The ${name} does not start: ${lastLine(await readFile(options.logFile, 'utf8'))}`,
        )
      await pause(30)
    }
    return {
      pid: program.pid,
      ended: program.ended,
      async stop() {
        program.end()
        const patience = pause(patienceSeconds * 1_000, 'late' as const, { ref: false })
        if ((await Promise.race([program.ended, patience])) === 'late') process.kill(program.pid, 'SIGKILL')
        await program.ended
      },
    }
  })
}

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(Boolean(socket.destroy())))
    socket.on('error', () => resolve(false))
  })
