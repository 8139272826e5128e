import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The resident memory of a process, in MiB. */
export function residentMebibytes(pid: number): number {
  const kibibytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
  return kibibytes / 1_024
}

const sampleMilliseconds = 50

/** The most resident memory of a process while something is done, in MiB. */
export async function highestWhile(pid: number, work: () => Promise<void>): Promise<number> {
  let highest = residentMebibytes(pid)
  const timer = setInterval(() => (highest = Math.max(highest, residentMebibytes(pid))), sampleMilliseconds)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return highest
}

/** Ticks of /proc, on every Linux that Node.js runs on. */
const ticksPerSecond = 100

/** The time that a process has spent on processors so far; undefined where the system has no /proc. */
export function processorMilliseconds(pid: number): number | undefined {
  try {
    // The name, in brackets, may hold anything; the numbers come after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000
  } catch {
    return undefined
  }
}
