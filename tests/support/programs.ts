import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export const run = promisify(execFile)

/** Installs packages of Debian. @returns why it did not work, or ''. */
export async function tryDebian(packages: string[]): Promise<string> {
  const asRoot = process.getuid?.() === 0 ? ['env'] : ['sudo', '-n', 'env']
  const aptGet = [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  return attempt([
    [...aptGet, 'update'],
    [...aptGet, 'install', '-y', '--no-install-recommends', ...packages],
  ])
}

/** Runs commands in turn until one fails. @returns why it did, or ''. */
export async function attempt(commands: string[][]): Promise<string> {
  for (const [program, ...args] of commands) {
    try {
      await run(program!, args, { maxBuffer: 64 * 1024 * 1024 })
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: string }
      const lines = (stderr?.trim() || message).split('\n')
      return lines.find((line) => /error|failed|unable|denied|ENO/i.test(line)) ?? lines[0]!
    }
  }
  return ''
}
