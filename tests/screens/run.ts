import '@/scripts/read-env-file'
import { chromium, type BrowserContext } from '@playwright/test'
import type { Pool } from 'pg'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { locales, localeCookieName, type Locale } from '@/lib/i18n/locale'
import { PlainError } from '@/lib/plain-error'
import { step } from '@/scripts/progress'
import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { ensureChromium, findChromium } from '@/tests/support/chromium'
import { openSession } from '@/tests/support/open-session'
import { keepScreens, readKeptScreens } from './kept-screens'
import { makeExportSet } from './make-export-set'
import { monthScreens } from './month-screens'
import { addActivity, forgetWork, setImportTimes, setLastSignIns } from './prepare-data'
import type { Screen } from './screen'
import { screensNow, serveScreens, type ScreensPortal } from './serve'
import { signInScreens } from './sign-in-screens'
import { pixelRatio, takeScreen, viewport, type TakenScreen } from './take-screen'
import { usageScreens } from './usage-screens'

const browserLocales: Record<Locale, string> = { ja: 'ja-JP', en: 'en-GB' }
const patienceMilliseconds = 20_000

const screens: Screen[] = [...signInScreens, ...usageScreens, ...monthScreens]

/**
 * `npm run screens`: makes every picture of the help anew. With `--check` none is made: it says which of those that are
 * there show a page as it no longer is.
 */
async function run(running: RunningProcess): Promise<number> {
  const isCheck = process.argv.includes('--check')
  await ensureChromium()
  const portal = await step('Portal', () => serveScreens(running))
  const database = connectDatabase(portal.databaseUrl)
  running.atEnd(() => database.end())
  await setImportTimes(database)
  await addActivity(database, 'demo05')
  await step('A set of files', async () => {
    const visitor = { portal, database, context: await openBrowser('ja', portal, running) }
    await signInAs('demo04', visitor)
    await makeExportSet(await visitor.context.newPage(), database)
  })
  await setLastSignIns(database)
  const taken: Record<Locale, Record<string, TakenScreen>> = { ja: {}, en: {} }
  for (const locale of locales) {
    const visitor = { portal, database, context: await openBrowser(locale, portal, running) }
    taken[locale] = await step(`Screens (${locale})`, () => takeAll(locale, visitor, !isCheck))
  }
  if (isCheck) return tellStale(taken)
  const bytes = await keepScreens(taken)
  console.log(`${screens.length} screens in ${locales.length} languages, ${Math.round(bytes / 1_024)} KiB`)
  return 0
}

/** A browser of a language, which it takes its fonts from. */
async function openBrowser(
  locale: Locale,
  portal: ScreensPortal,
  running: RunningProcess,
): Promise<BrowserContext> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    env: { ...process.env, LANGUAGE: locale, LANG: `${browserLocales[locale].replace('-', '_')}.UTF-8` },
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--hide-scrollbars'],
  })
  running.atEnd(() => browser.close())
  const context = await browser.newContext({
    baseURL: portal.url,
    viewport,
    deviceScaleFactor: pixelRatio,
    locale: browserLocales[locale],
    timezoneId: 'Asia/Tokyo',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patienceMilliseconds)
  // What is run in the page is compiled by tsx, which calls this of each function.
  await context.addInitScript('globalThis.__name ??= (value) => value')
  return context
}

interface Visitor {
  portal: ScreensPortal
  database: Pool
  context: BrowserContext
}

async function takeAll(locale: Locale, visitor: Visitor, withPicture: boolean) {
  const { context, database, portal } = visitor
  await forgetWork(database)
  const page = await context.newPage()
  const taken: Record<string, TakenScreen> = {}
  const failed: string[] = []
  for (const screen of screens) {
    await context.clearCookies()
    await context.addCookies([{ name: localeCookieName, value: locale, url: portal.url }])
    if (screen.as) await signInAs(screen.as, visitor)
    const work = takeScreen(page, screen, { withPicture })
    const got = await work.catch((error: Error) => void failed.push(`${screen.name}: ${error.message}`))
    if (got) taken[screen.name] = got
  }
  await page.close()
  if (failed.length > 0) throw new PlainError(`Screens that could not be taken:\n${failed.join('\n')}`)
  return taken
}

async function signInAs(userId: string, { portal, context }: Visitor): Promise<void> {
  const account = await getPrisma().account.findUniqueOrThrow({ where: { userId } })
  const ids = { accountId: account.id, sessionVersion: account.sessionVersion }
  const cookie = await openSession(ids, portal.authSecret, screensNow)
  await context.addCookies([{ ...cookie, url: portal.url, httpOnly: true, sameSite: 'Lax' }])
}

async function tellStale(taken: Record<Locale, Record<string, TakenScreen>>): Promise<number> {
  const kept = await readKeptScreens()
  const stale = locales.flatMap((locale) =>
    screens
      .filter(({ name }) => kept[locale][name]?.fingerprint !== taken[locale][name]!.fingerprint)
      .map(({ name }) => `${locale}/${name}`),
  )
  if (stale.length === 0) console.log('Every picture of the help is of the page as it is.')
  else
    console.log(
      `Pages have changed since their pictures were made. Run npm run screens. Stale: ${stale.join(', ')}`,
    )
  return stale.length === 0 ? 0 : 1
}

runProcess(run)
