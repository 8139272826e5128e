import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Counts } from './checks'

/**
 * Runs a tool that writes a report of its tests. A tool that fails without a failed test to show for it, or
 * leaves no report, counts as one failure: nothing that went wrong goes uncounted.
 */
export async function withReport(
  count: (report: unknown) => Counts,
  run: (file: string) => Promise<boolean>,
): Promise<Counts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const isGood = await run(file)
    const text = await readFile(file, 'utf8').catch(() => undefined)
    const counts = text === undefined ? { passed: 0, failed: 1, skipped: 0 } : count(JSON.parse(text))
    return isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that jest cannot load has no tests to count, and is a failure of its own. */
export function countJestTests(report: unknown): Counts {
  const found = report as Record<
    'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'numPendingTests' | 'numTodoTests',
    number
  >
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + found.numRuntimeErrorTestSuites,
    skipped: found.numPendingTests + found.numTodoTests,
  }
}

/** A test that passes only when tried again has failed. */
export function countBrowserTests(report: unknown): Counts {
  const { stats, errors } = report as {
    stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>
    errors: unknown[]
  }
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}
