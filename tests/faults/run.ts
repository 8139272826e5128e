import '@/scripts/read-env-file'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command as Program, InvalidArgumentError } from 'commander'
import { PlainError } from '@/lib/plain-error'
import { secondsSince, step } from '@/scripts/progress'
import { runProcess, type RunningProcess } from '@/scripts/run-process'
import { buildPortal } from '@/scripts/build-portal'
import { createRandom } from '@/prisma/factories/random'
import { cutConnections } from './cut-connections'
import { fillDisk } from './fill-disk'
import { hangMail } from './hang-mail'
import { killProcesses } from './kill-processes'
import { pauseDatabase } from './pause-database'
import { restartDatabase } from './restart-database'
import { skewClock } from './skew-clock'
import { resultChecks } from './support/check-results'
import type { Fault, FaultContext } from './support/fault'
import { leftOpenChecks, measureBaseline, type Baseline } from './support/left-open'
import { prepareWorld, startLoad, type Load } from './support/load'
import { watchProcesses } from './support/samples'
import { servePortal } from './support/served-portal'

/** In the order in which they happen. */
const faults: Fault[] = [
  killProcesses,
  restartDatabase,
  pauseDatabase,
  cutConnections,
  hangMail,
  skewClock,
  fillDisk,
]

/** Accounts that are used once each, for the least and for each minute. */
const accountsLeast = 1_500
const accountsOfMinute = 300

interface Options {
  only?: Fault[]
  short: boolean
  minutes: number
  seed: string
}

/** `npm run test:faults`: the built portal under load while what it needs fails, and what is true of it afterwards. */
async function tryFaults(running: RunningProcess): Promise<number> {
  const options = readOptions()
  console.log(`Seed ${options.seed}`)
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-faults-files-'))
  running.atEnd(() => rm(folder, { recursive: true, force: true }))
  await step('Build', buildPortal)
  const portal = await step('Portal', () => servePortal(running))
  const accounts = accountsLeast + accountsOfMinute * options.minutes
  const world = await step('Usage', () => prepareWorld(portal, folder, { seed: options.seed, accounts }))
  const baseline = await measureBaseline(portal)
  const load = await startLoad(world, folder)
  const watch = watchProcesses(portal)
  const start = performance.now()
  await load.whenCalm()
  await faultsInTurn(load, options)
  await load.stop()
  watch.end()
  const { lines, problems } = watch.report()
  if (options.minutes > 0) console.log(lines.join('\n'))
  const grown = options.minutes > 0 ? problems : []
  const failed = await runChecks(load, baseline, grown)
  console.log(
    `${failed === 0 ? 'All is as it must be' : `${failed} checks failed; the log is ${portal.log}`}, seed ${options.seed}, ${secondsSince(start)}`,
  )
  return failed === 0 ? 0 : 1
}

/** Each once; in a soak again and again until its time is over. */
async function faultsInTurn(load: Load, { only = faults, short, minutes, seed }: Options): Promise<void> {
  const { portal } = load.world
  const random = createRandom(`${seed} faults`)
  const end = performance.now() + minutes * 60_000
  do {
    for (const fault of only) {
      const why = fault.leftOut?.(portal)
      if (why) {
        console.log(why)
        continue
      }
      await tryFault(load, fault, { random, isShort: short })
    }
  } while (performance.now() < end)
}

/** What it waits for in vain is noted as wrong: the others go on. */
async function tryFault(
  load: Load,
  fault: Fault,
  choices: Pick<FaultContext, 'random' | 'isShort'>,
): Promise<void> {
  const { portal, ledger } = load.world
  const from = performance.now()
  const endPhase = ledger.begin(fault.name, fault.allows)
  try {
    await fault.run({
      ...{ portal, load, ...choices },
      seen: (kind, of) => ledger.count(fault.name, kind, of),
    })
    await portal.whenReady()
    endPhase()
    await load.whenCalm()
  } catch (error) {
    ledger.wrongs.push(`${fault.name}: ${(error as Error).message}`)
  } finally {
    endPhase()
  }
  const { right, refused, broken } = countsOf(load, fault)
  const met = `${right} right, ${refused} refused, ${broken} broken off`
  console.log(`${fault.name}: ${fault.title}: ${met}, ${secondsSince(from)}`)
}

function countsOf({ world: { ledger } }: Load, { name }: Fault) {
  const [right, refused, broken] = (['right', 'refused', 'broken'] as const).map((kind) =>
    ledger.count(name, kind),
  )
  return { right: right!, refused: refused!, broken: broken! }
}

async function runChecks(load: Load, baseline: Baseline, grown: string[]): Promise<number> {
  let failed = 0
  for (const check of [...resultChecks, ...leftOpenChecks]) {
    const { problems, looked } = await check.run(load, baseline)
    console.log(`${check.name} … ${problems.length === 0 ? 'ok' : 'FAILED'} (${looked})`)
    for (const problem of problems) console.log(`  ${problem}`)
    failed += problems.length === 0 ? 0 : 1
  }
  for (const problem of grown) console.log(`memory and descriptors stay flat … FAILED\n  ${problem}`)
  return failed + (grown.length > 0 ? 1 : 0)
}

function readOptions(): Options {
  return new Program('npm run test:faults --')
    .description('Lets the built portal work under load while parts of it fail, and checks what it did.')
    .option('--only <list>', `some of: ${faults.map(({ name }) => name).join(', ')}`, chooseFaults)
    .option('--short', 'each fault once and briefly', false)
    .option('--minutes <n>', 'a soak: again and again for so long', readMinutes, 0)
    .option('--seed <text>', 'the same seed makes the same choices', String(Date.now() % 1_000_000))
    .parse()
    .opts<Options>()
}

function readMinutes(text: string): number {
  const minutes = Number(text)
  if (minutes > 0) return minutes
  throw new InvalidArgumentError('It must be a number of minutes.')
}

function chooseFaults(list: string): Fault[] {
  return list.split(',').map((name) => {
    const found = faults.find((fault) => fault.name === name)
    if (!found)
      throw new PlainError(`There is no fault ${name}, but: ${faults.map((fault) => fault.name).join(', ')}.`)
    return found
  })
}

runProcess(tryFaults)
