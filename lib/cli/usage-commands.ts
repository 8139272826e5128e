import type { Command } from 'commander'
import { getPool } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import { importDay, type DayFiles } from '@/lib/ingest/import-day'
import { listImports } from '@/lib/ingest/list-imports'
import { standardInput } from '@/lib/ingest/open-usage-file'
import { planPurge, purgeUsage } from '@/lib/ingest/purge-usage'
import { verifyUsage } from '@/lib/ingest/verify-usage'
import { japanDateOf, startOfJapanMonth } from '@/lib/time/japan-time'
import { purgedBefore } from '@/lib/usage/loaded-days'
import { refusePromised } from '@/lib/usage/retention'
import { addCloseCommand } from './close-command'
import { confirm } from './confirm'
import { addGenerateCommand } from './generate-command'
import { showImport } from './import-progress-line'
import { badLineReason, importAnswer } from './import-text'
import { addWork } from './operator-command'
import { operatorName, operatorOption } from './operator-name'
import { showLines } from './progress-line'
import { readDate, readPeriod } from './read-date'
import { readTotal } from './read-total'
import type { CommandContext } from './command-context'
import { texts } from './texts'
import { UsageError } from './usage-error'
import {
  importTable,
  purgedAlreadyAnswer,
  purgedAnswer,
  purgeHelp,
  purgeQuestion,
  purgeWarnings,
  verifyAnswer,
} from './usage-text'

interface ProgressOptions {
  quiet?: true
  json?: true
}

/** The commands of the daily load: `usage import`, `imports`, `verify`, `close`, `purge` and `generate`. */
export function addUsageCommands(program: Command, context: CommandContext): void {
  const usage = program.command('usage').description(texts('load.description'))
  addImport(usage, context)
  addImports(usage, context)
  addVerify(usage, context)
  addCloseCommand(usage, context)
  addPurge(usage, context)
  addGenerateCommand(usage, context)
}

/** Ends the work of a command at once where the command is ended. */
const abortAtEnd = (context: CommandContext) => (abort: () => void) => context.atEnd(async () => abort())

function addImport(usage: Command, context: CommandContext) {
  interface Options extends ProgressOptions {
    date: string
    calls: string
    destinations: string
    expectCalls?: bigint
    expectDestinations?: bigint
    expectCharge?: bigint
    allowFewer?: true
    allowDifferences?: true
    report?: string
    operator?: string
  }
  addWork<Options>(
    usage
      .command('import')
      .description(texts('load.import'))
      .requiredOption('--date <date>', texts('load.options.date'), readDate)
      .requiredOption('--calls <file>', texts('load.options.calls'))
      .requiredOption('--destinations <file>', texts('load.options.destinations'))
      .option('--expect-calls <count>', texts('load.options.expectCalls'), readTotal('--expect-calls'))
      .option(
        '--expect-destinations <count>',
        texts('load.options.expectDestinations'),
        readTotal('--expect-destinations'),
      )
      .option('--expect-charge <yen>', texts('load.options.expectCharge'), readTotal('--expect-charge'))
      .option('--allow-fewer', texts('load.options.allowFewer'))
      .option('--allow-differences', texts('load.options.allowDifferences'))
      .option('--report <file>', texts('load.options.report'))
      .option('--quiet', texts('load.options.quiet'))
      .addOption(operatorOption())
      .addHelpText('after', `\n${texts('load.importHelp')}`),
    context,
    {
      examples: [
        'usage import --date 2026-11-21 --calls calls.csv --destinations destinations.csv.gz',
        'usage import --date 2026-11-21 --calls calls.csv --destinations destinations.csv --expect-calls 493 --expect-destinations 5210 --expect-charge 118940',
        'zcat destinations.csv.gz | npm run cli -- usage import --date 2026-11-21 --calls calls.csv --destinations -',
      ],
      work: async (_, options, now) => {
        const { date, calls, destinations, report, operator, quiet, json } = options
        if (calls === standardInput && destinations === standardInput)
          throw new UsageError(texts('load.invalid.bothInputs'))
        if (date > japanDateOf(now)) throw new UsageError(texts('load.invalid.future', { given: date }))
        const importedBy = `operator:${operatorName(operator)}`
        const { progress, stop } = showImport({ isQuiet: quiet === true || json === true })
        try {
          const written = report === undefined ? undefined : { path: report, describe: badLineReason }
          const files: DayFiles = {
            date,
            calls,
            destinations,
            importedBy,
            report: written,
            expected: {
              calls: options.expectCalls,
              destinations: options.expectDestinations,
              charge: options.expectCharge,
            },
            allowFewer: options.allowFewer,
            allowDifferences: options.allowDifferences,
          }
          return importAnswer(files, await importDay(files, progress, abortAtEnd(context)))
        } finally {
          stop()
        }
      },
    },
  )
}

function addImports(usage: Command, context: CommandContext) {
  addWork<{ from?: string; to?: string }>(
    usage
      .command('imports')
      .description(texts('load.imports'))
      .option('--from <date>', texts('load.options.from'), readDate)
      .option('--to <date>', texts('load.options.to'), readDate),
    context,
    {
      examples: ['usage imports --from 2026-11-01 --to 2026-11-30', 'usage imports --json'],
      work: async (_, options) => {
        const imports = await listImports(readPeriod(options))
        return { text: importTable(imports), json: imports }
      },
    },
  )
}

function addVerify(usage: Command, context: CommandContext) {
  addWork<ProgressOptions & { from?: string; to?: string; repair?: true }>(
    usage
      .command('verify')
      .description(texts('load.verify'))
      .option('--from <date>', texts('load.options.from'), readDate)
      .option('--to <date>', texts('load.options.to'), readDate)
      .option('--repair', texts('load.options.repair'))
      .option('--quiet', texts('load.options.quiet')),
    context,
    {
      examples: ['usage verify', 'usage verify --from 2026-11-01 --to 2026-11-30 --repair'],
      work: async (_, { repair, quiet, json, ...days }) => {
        const show = showLines({ isQuiet: quiet === true || json === true })
        try {
          const verified = await verifyUsage(
            { ...readPeriod(days), repair },
            {
              verifying: (date, index, days) =>
                show.passing(
                  texts('load.progress.verifying', { date, index: String(index + 1), days: String(days) }),
                ),
              waiting: () => show.line(texts('load.progress.waiting')),
            },
            abortAtEnd(context),
          )
          return verifyAnswer(verified)
        } finally {
          show.stop()
        }
      },
    },
  )
}

function addPurge(usage: Command, context: CommandContext) {
  addWork<ProgressOptions & { before: string; allowEarly?: true; yes?: true; operator?: string }>(
    usage
      .command('purge')
      .description(texts('load.purge'))
      .requiredOption('--before <date>', texts('load.options.before'), readDate)
      .option('--allow-early', texts('load.options.allowEarly'))
      .option('--yes', texts('load.options.yes'))
      .option('--quiet', texts('load.options.quiet'))
      .addOption(operatorOption())
      .addHelpText('after', `\n${purgeHelp(env.usageRetentionMonths)}`),
    context,
    {
      examples: ['usage purge --before 2025-10-01', 'usage purge --before 2025-10-01 --yes --json'],
      work: async (_, { before, allowEarly, yes, operator, quiet, json }, now) => {
        refusePartOfMonth(before, japanDateOf(now))
        const purgedBy = `operator:${operatorName(operator)}`
        const purged = await purgedBefore(getPrisma())
        if (purged !== undefined && purged >= before) return purgedAlreadyAnswer(purged)
        if (!allowEarly) refusePromised(before, japanDateOf(now), env.usageRetentionMonths)
        const warnings = purgeWarnings(env.usageRetentionMonths)
        if (!yes && !(await confirm(purgeQuestion(before, await planPurge(getPool(), before), warnings))))
          return { text: texts('load.done.purgeDeclined'), json: { purged: false } }
        const show = showLines({ isQuiet: quiet === true || json === true })
        const plan = await purgeUsage(
          before,
          purgedBy,
          () => show.line(texts('load.progress.purging')),
          abortAtEnd(context),
        )
        return purgedAnswer(before, plan, warnings)
      },
    },
  )
}

function refusePartOfMonth(before: string, today: string): void {
  const monthOfDay = startOfJapanMonth(before)
  if (before !== monthOfDay) throw new UsageError(texts('load.invalid.wholeMonths', { before: monthOfDay }))
  const thisMonth = startOfJapanMonth(today)
  if (before > thisMonth)
    throw new UsageError(texts('load.invalid.purgeFuture', { given: before, before: thisMonth }))
}
