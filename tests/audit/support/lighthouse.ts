import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Result } from 'lighthouse'
import { checkout } from '@/scripts/checkout'
import { median } from '@/tests/bench/support/statistics'
import type { PageVisit } from '@/tests/support/portal-pages'
import { categories, type Category, type PageScore, type Preset } from './scores'

const run = promisify(execFile)

/** Its command, in a process of its own: what tsx does to a script does not run in the pages that it looks into. */
const command = path.join(checkout, 'node_modules/.bin/lighthouse')

/**
 * Looks at a page with Lighthouse.
 * @param portal where it is, the port at which a browser takes commands, and how many runs there are, of which the
 *   median counts.
 */
export async function scorePage(
  visit: PageVisit,
  portal: { url: string; port: number; preset: Preset; runs: number },
): Promise<PageScore> {
  const results: Result[] = []
  for (let look = 0; look < portal.runs; look++) results.push(await lookAt(visit, portal))
  const scoreOf = (category: Category) =>
    Math.round(100 * median(results.map((result) => result.categories[category]!.score ?? Number.NaN)))
  return {
    page: visit.page,
    preset: portal.preset,
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
    },
    lacking: [...new Set(results.flatMap(lackingOf))],
  }
}

async function lookAt(
  { address, cookies = [] }: PageVisit,
  { url, port, preset }: { url: string; port: number; preset: Preset },
): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lighthouse-'))
  try {
    const [headers, report] = [path.join(folder, 'headers.json'), path.join(folder, 'report.json')]
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    await writeFile(headers, JSON.stringify({ 'Accept-Language': 'ja', ...(cookie && { Cookie: cookie }) }))
    await run(process.execPath, [
      command,
      new URL(address, url).href,
      `--port=${port}`,
      `--extra-headers=${headers}`,
      `--only-categories=${categories.join(',')}`,
      ...(preset === 'desktop' ? ['--preset=desktop'] : []),
      '--output=json',
      `--output-path=${report}`,
      '--quiet',
      '--no-enable-error-reporting',
    ])
    const result = JSON.parse(await readFile(report, 'utf8')) as Result
    if (result.runtimeError) throw new Error(`${address}: ${result.runtimeError.message}`)
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The audits that count in one of the categories and are not passed. */
function lackingOf({ categories, audits }: Result): string[] {
  return Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 0.9)
    .map(({ id }) => id)
}
