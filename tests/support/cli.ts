import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { childEnvironment } from '@/lib/env'

const root = path.resolve(__dirname, '../..')

export interface Ended {
  /** Null where a signal ended it. */
  code: number | null
  stdout: string
  stderr: string
}

/** Runs `npm run cli -- …` without npm, as a process of its own. */
export function startCli(
  databaseUrl: string,
  args: string[],
  { variables = {}, input }: { variables?: Record<string, string>; input?: Readable } = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const env = childEnvironment({ DATABASE_URL: databaseUrl, LC_ALL: 'C', SUDO_USER: 'suzuki', ...variables })
  const command = ['--import', 'tsx', path.join(root, 'scripts/cli.ts'), ...args]
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] })
  // A child that ends before it has read everything is not the test's failure.
  child.stdin.on('error', () => {})
  if (input) input.pipe(child.stdin)
  else child.stdin.end()
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code: number | null) => resolve({ code, stdout, stderr })),
  )
  return { child, ended }
}
