import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * The resident memory of a process, in MiB. It is read where the system tells it without another process: one that is
 * started every few milliseconds takes time from what is measured, the more the larger this process is.
 */
export function residentMebibytes(pid: number): number {
  return readKibibytes(pid) / 1_024
}

function readKibibytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
  }
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
