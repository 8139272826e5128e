import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import { Command as Program, InvalidArgumentError, Option } from 'commander'
import { connectDatabase } from '@/lib/db/pool'
import { PlainError } from '@/lib/plain-error'
import { checkout } from '@/scripts/checkout'
import { findFreePort } from '@/scripts/embedded/free-port'
import { secondsSince, step } from '@/scripts/progress'
import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { findChromium } from '@/tests/support/chromium'
import { weighPage, type PageWeight } from '@/tests/support/page-weight'
import { visitEveryPage, type PageVisit } from '@/tests/support/portal-pages'
import { servePortalUnderTest } from '@/tests/support/portal-under-test'
import { isWithinLimit } from '@/tests/support/weight-limits'
import { scorePage } from './support/lighthouse'
import { presets, reachesLimits, type PageScore } from './support/scores'
import { scoreTable, weightTable } from './support/tables'

const parts = ['weight', 'lighthouse'] as const

interface Options {
  pages?: string[]
  only?: (typeof parts)[number]
  runs: number
  json: string
}

/** `npm run audit`: what each page weighs, and what Lighthouse says of it, against their limits. */
async function audit(running: RunningProcess): Promise<number> {
  const { pages, only, runs, json } = readOptions()
  const portal = await step('Portal', () => servePortalUnderTest(running))
  const pool = connectDatabase(portal.databaseUrl)
  running.atEnd(() => pool.end())
  const visits = choose(await visitEveryPage(portal.authSecret), pages)
  const port = await findFreePort()
  const browser = await startBrowser(port)
  running.atEnd(() => browser.close())

  const weights: PageWeight[] = []
  if (only !== 'lighthouse')
    for (const visit of visits) weights.push(await weighPage(browser, portal.url, visit))
  if (weights.length > 0) console.log(`\n${weightTable(weights)}\n`)

  const scores: PageScore[] = []
  if (only !== 'weight')
    for (const visit of visits)
      for (const preset of presets) {
        const start = performance.now()
        scores.push(await scorePage(visit, { url: portal.url, port, preset, runs }))
        console.log(`Lighthouse ${visit.page}, ${preset}, ${secondsSince(start)}`)
      }
  if (scores.length > 0) console.log(`\n${scoreTable(scores)}\n`)

  await mkdir(path.dirname(json), { recursive: true })
  await writeFile(json, `${JSON.stringify({ weights, scores }, null, 2)}\n`)
  console.log(json)
  return weights.every(isWithinLimit) && scores.every(reachesLimits) ? 0 : 1
}

function startBrowser(port: number): Promise<Browser> {
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath: findChromium(),
    args: [`--remote-debugging-port=${port}`, '--disable-gpu', ...(isRoot ? ['--no-sandbox'] : [])],
  })
}

function choose(visits: PageVisit[], names: string[] | undefined): PageVisit[] {
  if (!names) return visits
  const unknown = names.find((name) => !visits.some(({ page }) => page === name))
  if (unknown !== undefined)
    throw new PlainError(`There is no page ${unknown}, but: ${visits.map(({ page }) => page).join(', ')}.`)
  return visits.filter(({ page }) => names.includes(page))
}

function readOptions(): Options {
  return new Program('npm run audit --')
    .description('Weighs each page and looks at it with Lighthouse, on data of its own.')
    .option('--pages <list>', 'some of the pages, as their folders of app are', (text) => text.split(','))
    .addOption(new Option('--only <part>', 'one of the two').choices(parts))
    .option('--runs <n>', 'how often Lighthouse looks at a page; the median counts', parseRuns, 5)
    .option('--json <file>', 'where the figures go', path.join(checkout, '.data', 'audit', 'latest.json'))
    .parse()
    .opts<Options>()
}

function parseRuns(text: string): number {
  const runs = Number(text)
  if (Number.isInteger(runs) && runs >= 1) return runs
  throw new InvalidArgumentError('It must be a whole number from 1 up.')
}

runProcess(audit)
