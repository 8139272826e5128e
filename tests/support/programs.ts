import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

export const run = promisify(execFile)

/** The program on the PATH of the first of these names that is there. */
export function findOnPath(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable)
}

export function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

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
