import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { PlainError } from '@/lib/plain-error'

const run = promisify(execFile)
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const debianPackages = ['chromium', 'fonts-noto-cjk']
const fontPackage = 'fonts-noto-cjk'

/** The browser for the tests: CHROMIUM_PATH, one on the PATH, or Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (isExecutable(named)) return named
    throw new PlainError('CHROMIUM_PATH names no program that can be run.')
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable)
  if (onPath) return onPath
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/**
 * Sees to a browser and a Japanese font, installing what is missing where that is possible.
 * @throws PlainError that says what is missing and how to get it.
 */
export async function ensureChromium(): Promise<void> {
  if (!findChromium()) {
    const failures = [await tryDebian(debianPackages), findChromium() ? '' : await tryPlaywright()]
    if (!findChromium()) {
      throw new PlainError(
        'There is no Chromium: install Debian’s package `chromium` or run `npx playwright install --with-deps ' +
          `chromium\`, or name one in CHROMIUM_PATH. (${failures.filter(Boolean).join('; ')})`,
      )
    }
  }
  // Pages are legible to the tests without one, but not to whoever looks at their screenshots.
  const fonts = await run('fc-list', [':lang=ja']).catch(() => ({ stdout: '' }))
  if (!fonts.stdout.trim()) await tryDebian([fontPackage])
}

function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @returns why it did not work, or ''. */
async function tryDebian(packages: string[]): Promise<string> {
  const asRoot = process.getuid?.() === 0 ? ['env'] : ['sudo', '-n', 'env']
  const aptGet = [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  return attempt([
    [...aptGet, 'update'],
    [...aptGet, 'install', '-y', ...packages],
  ])
}

const tryPlaywright = () =>
  attempt([[process.execPath, require.resolve('@playwright/test/cli'), 'install', 'chromium']])

async function attempt(commands: string[][]): Promise<string> {
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
