import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Command as Program, InvalidArgumentError, Option } from 'commander'
import { buildPortal } from '@/scripts/build-portal'
import { checkout } from '@/scripts/checkout'
import { secondsSince, step } from '@/scripts/progress'
import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { bulkExport } from './bulk-export'
import { csvDownload } from './csv-download'
import { csvMemory } from './csv-memory'
import { dailyImport } from './daily-import'
import { besideDirectus } from './directus/beside-directus'
import { excelDownload } from './excel-download'
import { narrowedSearch } from './narrowed-search'
import { pageGrowth } from './page-growth'
import { searchThroughput } from './search-throughput'
import { openBenchData } from './support/bench-data'
import { serveBenchPortal } from './support/bench-portal'
import { chooseMeasures, chooseSizes, nameMeasures } from './support/choose-measures'
import { holds, type BenchContext, type Figure, type Measure } from './support/measure'
import { describeMachine, formatReport } from './support/report'
import { parseSizes, type Size } from './support/size'

/** In the order in which they run. */
const measures: Measure[] = [
  pageGrowth,
  narrowedSearch,
  searchThroughput,
  csvDownload,
  excelDownload,
  csvMemory,
  bulkExport,
  dailyImport,
  besideDirectus,
]

const pairsLeast = 1
const dataDirectory = path.join(checkout, '.data', 'bench')

interface Options {
  sizes: Size[]
  scale?: Size
  only?: string
  json: string
  pairs: number
}

/** `npm run bench`: the figures of spec section 10, each against its limit. */
async function bench(running: RunningProcess): Promise<number> {
  const { sizes, scale, only, pairs, json } = readOptions()
  const chosen = chooseMeasures(measures, only)
  await mkdir(dataDirectory, { recursive: true })
  const server = await step('Database', () => useEmbeddedServer(dataDirectory))
  running.atEnd(server.release)
  const context = createContext(server.databaseUrl, sizes[0]!, pairs)
  const machine = await describeMachine(server.databaseUrl)

  const figures: Figure[] = []
  for (const measure of chosen)
    for (const size of chooseSizes(measure, sizes, scale)) {
      const start = performance.now()
      figures.push(...(await measure.run(context, size)))
      console.log(`Measured ${measure.name}, ${size.label}, ${secondsSince(start)}`)
      // A run over large data takes hours: what was seen stays when a later measure fails.
      await writeFile(json, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
    }
  console.log(`\n${formatReport(machine, process.argv.slice(2), figures)}\n${json}`)
  return figures.every(holds) ? 0 : 1
}

/** Data and servers are made when a measure asks for them, and once. */
function createContext(serverUrl: string, small: Size, pairs: number): BenchContext {
  const data = once((size) => openBenchData(serverUrl, dataDirectory, size))
  const portal = once(async (size) => {
    const made = await data(size)
    const build = await step('Build', buildPortal)
    return step(`Portal ${size.label}`, () => serveBenchPortal(build, dataDirectory, made))
  })
  return { small, pairs, dataDirectory, serverUrl, data, portal }
}

/** One size at a time: two at once would be made, and print, across each other. */
function once<Made>(make: (size: Size) => Promise<Made>): (size: Size) => Promise<Made> {
  const made = new Map<number, Promise<Made>>()
  let last: Promise<unknown> = Promise.resolve()
  return (size) => {
    const known = made.get(size.records)
    if (known) return known
    const making = last.then(() => make(size))
    made.set(size.records, making)
    last = making.catch(() => {})
    return making
  }
}

function readOptions(): Options {
  const { usual, onDemand } = nameMeasures(measures)
  return new Program('npm run bench --')
    .description('Measures what spec section 10 limits, on data of its own below .data/bench.')
    .addOption(
      new Option(
        '--sizes <list>',
        'destination records of the data: growth from the first, all else at the others',
      )
        .argParser(parseSizes)
        .default(parseSizes('1M,10M'), '1M,10M'),
    )
    .option(
      '--scale <size>',
      'measure growth and narrowed searches at this size too',
      (text) => parseSizes(text)[0]!,
    )
    .option('--only <list>', `some of: ${usual}; and, taken only where it is named: ${onDemand}`)
    .option('--pairs <n>', 'how often each of two things is measured in turn', parsePairs, 9)
    .option('--json <file>', 'where the figures go', path.join(dataDirectory, 'latest.json'))
    .addHelpText(
      'after',
      `
All that spec section 10 limits, at 10 and at 100 million records:
  npm run bench -- --sizes 1m,10m,100m
Beside Directus, which is installed below .data/bench from the npm registry:
  npm run bench -- --sizes 1m,10m --only directus`,
    )
    .parse()
    .opts<Options>()
}

function parsePairs(text: string): number {
  const pairs = Number(text)
  if (Number.isInteger(pairs) && pairs >= pairsLeast) return pairs
  throw new InvalidArgumentError('It must be a whole number from 1 up.')
}

runProcess(bench)
