import path from 'node:path'
import { buildPortal } from '@/scripts/build-portal'
import { checkout } from '@/scripts/checkout'
import { findClusterPrograms } from '@/scripts/cluster/programs'
import { startNode } from '@/scripts/child'
import { ensureChromium } from './chromium'
import { ensureLibreOffice } from './libreoffice'
import { clearedSettings } from './cleared-settings'
import { leftOutOfCluster } from './left-out-of-cluster'
import { leftOutOfDeploying } from './server-programs'
import { countBrowserTests, countJestTests, withReport } from './test-reports'

export type Counts = { passed: number; failed: number; skipped: number }
type Listener = (output: Buffer) => void

export type Check = {
  name: string
  run(listen: Listener): Promise<Counts>
  /** After those that run side by side: it uses the whole machine, or writes what others read. */
  runsAlone?: boolean
  /** Only where it is named: it is long, and looks again at what another check has looked at. */
  isOnDemand?: boolean
}

const tool = (name: string) => path.join(checkout, 'node_modules', '.bin', name)

/** In the order in which they begin: the longest first, what is quick and fails most often beside it. */
export const checks: Check[] = [
  { name: 'integration', run: runIntegrationTests },
  { name: 'style', run: all([tool('prettier'), '--check', '.']) },
  { name: 'unused', run: all([tool('knip'), '--no-progress']) },
  // The types of routes are made from the pages.
  { name: 'types', run: all([tool('next'), 'typegen'], [tool('tsc'), '--noEmit']) },
  { name: 'lint', run: all([tool('eslint'), '--max-warnings', '0', '.']) },
  { name: 'unit', run: (listen) => runJest(['unit', 'components'], listen) },
  { name: 'build', run: runBuild, runsAlone: true },
  { name: 'screens', run: checkScreens, runsAlone: true },
  { name: 'browser', run: (listen) => runBrowserTests(listen), runsAlone: true },
  { name: 'faults', run: tryFaults, runsAlone: true },
  { name: 'cluster', run: runClusterTests, runsAlone: true, isOnDemand: true },
]

/** A check of several steps passes when each does; the first that does not ends it. */
function all(...steps: string[][]) {
  return async (listen: Listener): Promise<Counts> => {
    for (const step of steps) if (!(await runTool(step, listen))) return { passed: 0, failed: 1, skipped: 0 }
    return { passed: 1, failed: 0, skipped: 0 }
  }
}

async function runJest(projects: string[], listen: Listener): Promise<Counts> {
  return withReport(countJestTests, (report) =>
    runTool([tool('jest'), '--selectProjects', ...projects, '--json', `--outputFile=${report}`], listen, {
      NODE_ENV: 'test',
    }),
  )
}

async function runIntegrationTests(listen: Listener): Promise<Counts> {
  const missing = await ensureLibreOffice()
  for (const line of [missing, ...leftOutOfDeploying()].filter(Boolean)) console.log(line)
  return runJest(['integration'], listen)
}

async function runBuild(): Promise<Counts> {
  await buildPortal()
  return { passed: 1, failed: 0, skipped: 0 }
}

/** Whether the pictures of the help are of the pages as they are. */
async function checkScreens(listen: Listener): Promise<Counts> {
  await ensureChromium()
  return all(['--import', 'tsx', path.join(checkout, 'tests/screens/run.ts'), '--check'])(listen)
}

async function runBrowserTests(listen: Listener, variables: Record<string, string> = {}): Promise<Counts> {
  await ensureChromium()
  return withReport(countBrowserTests, (report) =>
    runTool([tool('playwright'), 'test', '--reporter=list,json'], listen, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...variables,
    }),
  )
}

/** The browser tests against the cluster of `npm run cluster`. */
async function runClusterTests(listen: Listener): Promise<Counts> {
  findClusterPrograms()
  for (const [name, reason] of Object.entries(leftOutOfCluster)) console.log(`Left out: ${name} ${reason}.`)
  return runBrowserTests(listen, { PORTAL_TEST_CLUSTER: 'on' })
}

/** The short form of `npm run test:faults`: each of its named checks counts as a test. */
async function tryFaults(listen: Listener): Promise<Counts> {
  let said = ''
  const command = ['--import', 'tsx', path.join(checkout, 'tests/faults/run.ts'), '--short']
  const isRight = await runTool(command, (output) => {
    said += output.toString()
    listen(output)
  })
  for (const line of said.split('\n').filter((text) => text.includes(' left out, since '))) console.log(line)
  const [passed, failed] = [/ … ok \(/g, / … FAILED \(/g].map((outcome) => said.match(outcome)?.length ?? 0)
  return { passed: passed!, failed: isRight ? 0 : Math.max(1, failed!), skipped: 0 }
}

async function runTool(args: string[], listen: Listener, variables: Record<string, string> = {}) {
  const started = startNode(args, {
    cwd: checkout,
    variables: { ...clearedSettings, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...variables },
    output: 'pipe',
  })
  started.process.stdout?.on('data', listen)
  started.process.stderr?.on('data', listen)
  return (await started.ended) === 'exit code 0'
}
