import { PlainError } from '@/lib/plain-error'
import { stopChildren } from './child'
import { whenNpmEnds } from './npm-watch'

/** The present process, as what runs in it sees it. */
export interface RunningProcess {
  /** What to undo at the end, however it comes, when no child runs any more; the last one named comes first. */
  atEnd(undo: () => Promise<void>): void
  /** Whether the end has begun: what ends from here on does so because of it. */
  isEnding(): boolean
}

/** One Ctrl-C reaches a command of npm twice: from the terminal, and passed on by npm. */
const samePressMilliseconds = 500
const interruptedCode = 130

/**
 * Runs the work of this process to its end; what it returns is the exit code, 0 if nothing. Ctrl-C, SIGTERM and SIGHUP end it
 * in order: a service is meant to end like that, so with exit code 0. A second Ctrl-C ends it at once; what
 * it started ends by itself then.
 */
export function runProcess(
  work: (running: RunningProcess) => Promise<number | void>,
  { isService = false }: { isService?: boolean } = {},
): void {
  const undos: (() => Promise<void>)[] = []
  let isEnding = false
  let endingSince = 0

  async function end(code: number) {
    if (isEnding) return
    isEnding = true
    endingSince = performance.now()
    await stopChildren()
    for (const undo of undos.reverse()) await undo().catch(report)
    process.exit(code)
  }

  const endEarly = () => void end(isService ? 0 : interruptedCode)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const isSecondPress = signal === 'SIGINT' && performance.now() - endingSince > samePressMilliseconds
      if (isEnding && isSecondPress) process.exit(interruptedCode)
      endEarly()
    })
  }
  void whenNpmEnds().then(endEarly)

  work({ atEnd: (undo) => void undos.push(undo), isEnding: () => isEnding }).then(
    (code) => end(code ?? 0),
    (error) => {
      // Whatever fails after a signal fails because of it.
      if (!isEnding) report(error)
      return end(1)
    },
  )
}

function report(error: unknown) {
  console.error(error instanceof PlainError ? error.message : error)
}
