import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PlainError } from '@/lib/plain-error'

const patience = [
  { signal: 'SIGINT', seconds: 20 },
  { signal: 'SIGQUIT', seconds: 10 },
] as const

/**
 * Ends the server that holds a cluster's data, if there is one.
 *
 * After a power loss `postmaster.pid` may name a process that is something else by now, and the server would
 * refuse to start: only then is the file removed. A plainly dead server's file stays, for the next server
 * learns from it whether the dead one's last processes are gone.
 */
export async function endPostmaster(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10)
  if (!(pid > 0) || !isAlive(pid)) return
  if (!(await isServerOf(pid, data))) return rm(pidFile, { force: true })

  for (const { signal, seconds } of patience) {
    process.kill(pid, signal)
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(30)) {
      if (!(await isServerOf(pid, data))) return
    }
  }
  throw new PlainError(`The database server of ${data} (process ${pid}) does not end.`)
}

/** Whether a process runs. One that has ended and waits to be collected (some containers never do) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

/** A server works in its data folder; compared by inode, for a folder may be reached by several paths. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const [its, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(data)])
    return its?.ino === ours.ino && its.dev === ours.dev
  }
  const listed = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return listed.then(
    ({ stdout }) => stdout.includes(data),
    () => false,
  )
}
