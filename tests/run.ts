import '@/scripts/read-env-file'
import { secondsSince } from '@/scripts/progress'
import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { PlainError } from '@/lib/plain-error'
import { checks, type Check, type Counts } from './support/checks'
import { removeAbandonedData } from './support/throwaway-data'

/** Most checks use little more than one processor. */
const checksAtOnce = 2

/** `npm test`: every check but those on demand, or those named, two at a time; the last line is the sum. */
async function runChecks(running: RunningProcess): Promise<number> {
  running.atEnd(removeAbandonedData)
  const names = process.argv.slice(2).filter((argument) => argument !== '--verbose')
  const isVerbose = process.argv.includes('--verbose')
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 }
  const run = async (check: Check) => {
    const counts = await runCheck(check, isVerbose)
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key]
  }
  const chosen = choose(names)
  const together = chosen.filter((check) => !check.runsAlone).values()
  // What several print as they go could not be told apart.
  const atOnce = isVerbose ? 1 : checksAtOnce
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const check of together) await run(check)
    }),
  )
  for (const check of chosen.filter(({ runsAlone }) => runsAlone)) await run(check)
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
  console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`)
  return sum.failed > 0 ? 1 : 0
}

function choose(names: string[]): Check[] {
  const unknown = names.find((name) => !checks.some((check) => check.name === name))
  if (unknown) {
    throw new PlainError(`There is no check ${unknown}, but: ${checks.map(({ name }) => name).join(', ')}.`)
  }
  return checks.filter(({ name, isOnDemand }) => (names.length > 0 ? names.includes(name) : !isOnDemand))
}

async function runCheck(check: Check, isVerbose: boolean): Promise<Counts> {
  const start = performance.now()
  const output: Buffer[] = []
  const listen = (chunk: Buffer) => void (isVerbose ? process.stdout.write(chunk) : output.push(chunk))
  if (isVerbose) console.log(check.name)
  const counts = await check.run(listen).catch((error: unknown): Counts => {
    listen(Buffer.from(`${error instanceof PlainError ? error.message : (error as Error).stack}\n`))
    return { passed: 0, failed: 1, skipped: 0 }
  })
  const tests = counts.passed + counts.failed + counts.skipped > 1 ? `, ${counts.passed} passed` : ''
  const failures = counts.failed > 0 && tests ? `, ${counts.failed} failed` : ''
  const outcome = counts.failed > 0 ? 'FAILED' : 'ok'
  console.log(`${check.name} … ${outcome}${tests}${failures}, ${secondsSince(start)}`)
  if (counts.failed > 0) process.stdout.write(Buffer.concat(output))
  return counts
}

runProcess(runChecks)
