import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Command as Program, InvalidArgumentError, Option } from 'commander'
import { buildPortal } from '@/scripts/build-portal'
import { checkout } from '@/scripts/checkout'
import { secondsSince, step } from '@/scripts/progress'
import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { PlainError } from '@/lib/plain-error'
import { bulkExport } from './bulk-export'
import { csvDownload } from './csv-download'
import { csvMemory } from './csv-memory'
import { dailyImport } from './daily-import'
import { excelDownload } from './excel-download'
import { narrowedSearch } from './narrowed-search'
import { pageGrowth } from './page-growth'
import { searchThroughput } from './search-throughput'
import { openBenchData } from './support/bench-data'
import { serveBenchPortal } from './support/bench-portal'
import { holds, type BenchContext, type Figure, type Measure } from './support/measure'
import { describeMachine, formatTable } from './support/report'
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
  const options = readOptions()
  const chosen = chooseMeasures(options.only)
  await mkdir(dataDirectory, { recursive: true })
  const server = await step('Database', () => useEmbeddedServer(dataDirectory))
  running.atEnd(server.release)
  const context = createContext(server.databaseUrl, options)

  const figures: Figure[] = []
  for (const { name, run } of chosen) {
    const start = performance.now()
    figures.push(...(await run(context)))
    console.log(`Measured ${name}, ${secondsSince(start)}`)
  }
  const machine = await describeMachine(server.databaseUrl)
  await writeFile(options.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  console.log(`\n${Object.values(machine).join(', ')}\n\n${formatTable(figures)}\n\n${options.json}`)
  return figures.every(holds) ? 0 : 1
}

/** Data and servers are made when a measure asks for them, and once. */
function createContext(serverUrl: string, { sizes, scale, pairs }: Options): BenchContext {
  const large = sizes.at(-1)!
  const data = once((size) => openBenchData(serverUrl, dataDirectory, size))
  const portal = once(async (size) => {
    const made = await data(size)
    const build = await step('Build', buildPortal)
    return step(`Portal ${size.label}`, () => serveBenchPortal(build, dataDirectory, made))
  })
  return { small: sizes[0]!, large, grown: scale ?? large, pairs, data, portal }
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

function chooseMeasures(only: string | undefined): Measure[] {
  if (only === undefined) return measures
  const names = only.split(',')
  const unknown = names.find((name) => !measures.some((measure) => measure.name === name))
  if (unknown !== undefined) {
    const known = measures.map(({ name }) => name).join(', ')
    throw new PlainError(`There is no measure ${unknown}, but: ${known}.`)
  }
  return measures.filter(({ name }) => names.includes(name))
}

function readOptions(): Options {
  return new Program('npm run bench --')
    .description('Measures what spec section 10 limits, on data of its own below .data/bench.')
    .addOption(
      new Option('--sizes <list>', 'destination records of the data')
        .argParser(parseSizes)
        .default(parseSizes('1M,10M'), '1M,10M'),
    )
    .option('--scale <size>', 'measure growth up to this size', (text) => parseSizes(text)[0]!)
    .option('--only <list>', `some of: ${measures.map(({ name }) => name).join(', ')}`)
    .option('--pairs <n>', 'how often each of two things is measured in turn', parsePairs, 9)
    .option('--json <file>', 'where the figures go', path.join(dataDirectory, 'latest.json'))
    .parse()
    .opts<Options>()
}

function parsePairs(text: string): number {
  const pairs = Number(text)
  if (Number.isInteger(pairs) && pairs >= pairsLeast) return pairs
  throw new InvalidArgumentError('It must be a whole number from 1 up.')
}

runProcess(bench)
