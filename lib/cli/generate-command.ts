import { createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Command } from 'commander'
import { accountInput } from '@/lib/accounts/account-input'
import { PortalError } from '@/lib/errors'
import { addJapanDays, type JapanDate } from '@/lib/time/japan-time'
import { makeLargeDay } from '@/prisma/factories/large-day'
import { addPlainWork } from './operator-command'
import { showLines } from './progress-line'
import { readDate } from './read-date'
import type { CommandContext } from './command-context'
import { texts } from './texts'
import { UsageError } from './usage-error'

const daysMax = 366
const destinationsMax = 100_000_000

interface Options {
  date: JapanDate
  days: number
  contracts: string[]
  destinations: number
  seed: string
  out: string
  gzip?: true
  quiet?: true
  json?: true
}

/** `usage generate`: realistic import files for trials, the same for the same seed. */
export function addGenerateCommand(usage: Command, context: CommandContext): void {
  addPlainWork<Options>(
    usage
      .command('generate')
      .description(texts('load.generate'))
      .requiredOption('--date <date>', texts('load.options.firstDate'), readDate)
      .option('--days <count>', texts('load.options.days'), readNumber('--days', 1, daysMax), 1)
      .option('--contracts <numbers>', texts('load.options.contracts'), readContracts, ['04', '05'])
      .requiredOption(
        '--destinations <count>',
        texts('load.options.destinationsOfDay'),
        readNumber('--destinations', 0, destinationsMax),
      )
      .option('--seed <text>', texts('load.options.seed'), '1')
      .requiredOption('--out <folder>', texts('load.options.out'))
      .option('--gzip', texts('load.options.gzip'))
      .option('--quiet', texts('load.options.quiet')),
    {
      examples: [
        'usage generate --date 2026-11-21 --destinations 100000 --out trial',
        'usage generate --date 2026-11-01 --days 30 --contracts 04,05,06 --destinations 1000000 --seed b --out trial --gzip',
      ],
      work: async (_, options) => {
        const files: string[] = []
        const show = showLines({ isQuiet: options.quiet === true || options.json === true })
        await mkdir(options.out, { recursive: true })
        for (let day = 0; day < options.days; day++) {
          const date = addJapanDays(options.date, day)
          files.push(...(await writeDay(date, options, context)))
          show.line(texts('load.progress.generating', { date, destinations: options.destinations }))
        }
        const text = texts('load.done.generated', { count: files.length, out: options.out })
        return { text, json: { files } }
      },
    },
  )
}

function readNumber(option: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
    if (!(value >= min && value <= max))
      throw new UsageError(texts('load.invalid.number', { option, min: String(min), max: String(max) }))
    return value
  }
}

function readContracts(text: string): string[] {
  const numbers = text.split(',')
  const areGood = numbers.every((number) => accountInput.contractNumber.safeParse(number).success)
  if (!areGood || new Set(numbers).size < numbers.length)
    throw new UsageError(texts('load.invalid.contracts'))
  return numbers
}

/** Writes both files under names of their own, and gives them their names when they are whole. */
async function writeDay(date: JapanDate, options: Options, context: CommandContext): Promise<string[]> {
  const { contracts: contractNumbers, destinations, seed, out, gzip } = options
  const names = (['calls', 'destinations'] as const).map((file) =>
    path.join(out, `usage_${date}_${file}.csv${gzip ? '.gz' : ''}`),
  )
  for (const name of names) await refuseExisting(name)
  const unfinished = names.map((name) => `${name}.part`)
  const removeUnfinished = async () => {
    for (const name of unfinished) await rm(name, { force: true })
  }
  context.atEnd(removeUnfinished)

  const [ofCalls, ofDestinations] = unfinished.map((name) => openTarget(name, gzip === true)) as [
    Target,
    Target,
  ]
  try {
    for (const part of makeLargeDay({ date, contractNumbers, destinations, seed })) {
      await ofCalls.write(part.calls)
      await ofDestinations.write(part.destinations)
    }
    await Promise.all([ofCalls.end(), ofDestinations.end()])
    for (const [index, name] of names.entries()) await rename(unfinished[index]!, name)
  } catch (error) {
    await removeUnfinished()
    if (isSystemError(error))
      throw new PortalError({ code: 'reportUnwritable', file: out, reason: error.message })
    throw error
  }
  return names
}

async function refuseExisting(name: string): Promise<void> {
  const exists = await access(name).then(
    () => true,
    () => false,
  )
  if (exists) throw new PortalError({ code: 'fileExists', file: name })
}

type Target = ReturnType<typeof openTarget>

/** A file to write texts to; each waits until there is room. */
function openTarget(name: string, isCompressed: boolean) {
  let failure: Error | undefined
  let onRoom = () => {}
  const source = new Readable({ read: () => onRoom(), highWaterMark: 1_048_576 })
  const file = createWriteStream(name)
  const written = isCompressed ? pipeline(source, createGzip(), file) : pipeline(source, file)
  written.catch((error: Error) => {
    failure = error
    onRoom()
  })
  return {
    async write(text: string) {
      if (text !== '' && !failure && !source.push(text))
        await new Promise<void>((resolve) => (onRoom = resolve))
      if (failure) throw failure
    },
    async end() {
      source.push(null)
      await written
    },
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error
