import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { serverProcess, type ServerUser } from './embedded/server-user'

/** A server that is no program of Node.js. It ends when this process does, even if that is killed. */
export interface GuardedProgram {
  pid: number
  /** How it ended, in words: `exit code 1`. */
  ended: Promise<string>
  isRunning(): boolean
  /** Asks it to end. */
  end(): void
}

/** What asks a program to end in order. */
type EndSignal = 'INT' | 'QUIT'

/**
 * Holds the program while its standard input is open, and asks it to end at the end of that input, those that were
 * paused too. The pipe's other end is in this process alone. Says the program's number on descriptor 3.
 */
const guardScript = (signal: EndSignal) => `
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
program=$!
echo $program >&3
exec 3>&-
( read -r _ <&4
  kill -${signal} $program
  kill -CONT $program $(cat /proc/$program/task/$program/children) ) 2>/dev/null &
guard=$!
exec 4<&-
wait $program
code=$?
kill $guard 2>/dev/null
exit $code
`

/**
 * Starts a program in a session of its own, so that Ctrl-C reaches this process alone, which ends its programs in order.
 * @param logFile gets what it writes; without one nobody does.
 */
export async function startGuarded(
  command: string[],
  { user, logFile, endSignal = 'INT' }: { user: ServerUser; logFile?: string; endSignal?: EndSignal },
): Promise<GuardedProgram> {
  const log = logFile === undefined ? undefined : openSync(logFile, 'w', 0o600)
  const output = log ?? 'ignore'
  const shell = spawn('sh', ['-c', guardScript(endSignal), 'sh', ...command], {
    ...user,
    ...serverProcess,
    detached: true,
    stdio: ['pipe', output, output, 'pipe'],
  })
  if (log !== undefined) closeSync(log)
  const ended = once(shell, 'exit').then(([code, signal]) => (signal as string) ?? `exit code ${code}`)
  const pid = Number(await text(shell.stdio[3] as NodeJS.ReadableStream))
  return {
    pid,
    ended,
    isRunning: () => shell.exitCode === null && shell.signalCode === null,
    end: () => void shell.stdin!.destroy(),
  }
}
