import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { PlainError } from '@/lib/plain-error'
import { findOnPath, isExecutable } from '@/scripts/find-program'
import { attempt, run, tryDebian } from './programs'

/** Chromium without windows, which takes half the processor time of the others. */
const shell = 'chromium-headless-shell'
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const fontPackage = 'fonts-noto-cjk'

/** The browser for the tests: CHROMIUM_PATH, one on the PATH, or Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (isExecutable(named)) return named
    throw new PlainError('CHROMIUM_PATH names no program that can be run.')
  }
  const onPath = findOnPath(names)
  if (onPath) return onPath
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/**
 * Sees to a browser and a Japanese font, installing what is missing where that is possible.
 * @throws PlainError that says what is missing and how to get it.
 */
export async function ensureChromium(): Promise<void> {
  if (!process.env.CHROMIUM_PATH && !findOnPath([shell])) {
    const failures = [await tryDebian([shell]), findChromium() ? '' : await tryPlaywright()]
    if (!findChromium()) {
      throw new PlainError(
        `There is no Chromium: install Debian’s package \`${shell}\` or run \`npx playwright install --with-deps ` +
          `chromium\`, or name one in CHROMIUM_PATH. (${failures.filter(Boolean).join('; ')})`,
      )
    }
  }
  // Pages are legible to the tests without one, but not to people who look at their screenshots.
  const fonts = await run('fc-list', [':lang=ja']).catch(() => ({ stdout: '' }))
  if (!fonts.stdout.trim()) await tryDebian([fontPackage])
}

const tryPlaywright = () =>
  attempt([[process.execPath, require.resolve('@playwright/test/cli'), 'install', 'chromium']])
