import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { childEnvironment } from '@/lib/env'

const preload = pathToFileURL(path.join(__dirname, 'end-with-parent.mjs')).href

export type Child = {
  process: ChildProcess
  /** How it ended, in words: `exit code 1`, `SIGKILL`. */
  ended: Promise<string>
  /** Ends it in order, and with force where that takes too long. */
  stop(): Promise<void>
}

/** How long a program may take to end in order. */
const usualPatienceSeconds = 10
const running = new Set<Child>()

// The last resort, when this process is asked twice to end.
process.on('exit', () => running.forEach((child) => child.process.kill('SIGKILL')))

/** Stops whatever is still running. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()))
}

/** Starts a Node program without a shell between, so that signals reach it; it does not outlive this process. */
export function startNode(
  args: string[],
  options: {
    cwd: string
    variables: Record<string, string>
    output: 'inherit' | 'pipe'
    patienceSeconds?: number
  },
): Child {
  const { patienceSeconds = usualPatienceSeconds } = options
  const stdio: StdioOptions = ['ignore', options.output, options.output, 'ipc']
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: options.cwd,
    env: childEnvironment(options.variables),
    stdio,
  })
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await Promise.race([ended, pause(patienceSeconds * 1_000, undefined, { ref: false })])
    child.kill('SIGKILL')
    await ended
  }
  const started = { process: child, ended, stop }
  running.add(started)
  void ended.then(() => running.delete(started))
  return started
}
