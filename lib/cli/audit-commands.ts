import type { Command } from 'commander'
import { findRequest } from '@/lib/audit/find-request'
import { defaultPurgeDate, latestPurgeDate, planTrailPurge, purgeTrail } from '@/lib/audit/purge-trail'
import { formatJapanTime, japanDateOf, type JapanDate } from '@/lib/time/japan-time'
import type { CommandContext } from './command-context'
import { confirm } from './confirm'
import { addWork } from './operator-command'
import { operatorName, operatorOption } from './operator-name'
import { showLines } from './progress-line'
import { readDate } from './read-date'
import { requestEventTable } from './request-event-text'
import { texts } from './texts'
import { UsageError } from './usage-error'

interface PurgeOptions {
  before?: JapanDate
  yes?: true
  quiet?: true
  json?: true
  operator?: string
}

export function addAuditCommands(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description(texts('audit.description'))
  addShowCommand(audit, context)
  addPurgeCommand(audit, context)
}

function addShowCommand(audit: Command, context: CommandContext): void {
  addWork<{ since?: JapanDate }>(
    audit
      .command('show')
      .description(texts('audit.show'))
      .argument('<number>', texts('audit.arguments.requestId'), readRequestId)
      .option('--since <date>', texts('audit.options.since'), readDate),
    context,
    {
      examples: ['audit show 481516234201', 'audit show 481516234201 --since 2026-01-01 --json'],
      work: async ([requestId], { since }, now) => {
        const events = await findRequest(requestId!, since, now)
        const text =
          events.length > 0
            ? requestEventTable(events)
            : texts('audit.done.noEvents', { requestId: requestId! })
        return { text, json: { requestId, events } }
      },
    },
  )
}

/** @throws UsageError unless it is the number of a request. */
function readRequestId(given: string): string {
  if (!/^\d{12}$/.test(given)) throw new UsageError(texts('audit.invalid.requestId', { given }))
  return given
}

function addPurgeCommand(audit: Command, context: CommandContext): void {
  addWork<PurgeOptions>(
    audit
      .command('purge')
      .description(texts('audit.purge'))
      .option('--before <date>', texts('audit.options.before'), readDate)
      .option('--yes', texts('load.options.yes'))
      .option('--quiet', texts('load.options.quiet'))
      .addOption(operatorOption()),
    context,
    {
      examples: ['audit purge', 'audit purge --before 2023-10-01 --yes --json'],
      work: async (_, { before: asked, yes, quiet, json, operator }, now) => {
        const today = japanDateOf(now)
        const before = asked ?? defaultPurgeDate(today)
        refuseTooLate(before, today)
        const purgedBy = operatorName(operator)
        const { events, oldestAt } = await planTrailPurge(before)
        if (!oldestAt)
          return { text: texts('audit.done.nothing', { before }), json: { purged: false, before } }
        const oldest = formatJapanTime(oldestAt, 'yyyy-MM-dd')
        if (!yes && !(await confirm(texts('audit.done.question', { before, events, oldest }))))
          return { text: texts('audit.done.declined'), json: { purged: false, before } }
        const show = showLines({ isQuiet: quiet === true || json === true })
        const deleted = await purgeTrail({ before, events }, purgedBy, now, (deleted) =>
          show.passing(texts('audit.progress', { deleted, events })),
        ).finally(show.stop)
        return {
          text: texts('audit.done.purged', { before, events: deleted }),
          json: { purged: true, before, events: deleted },
        }
      },
    },
  )
}

function refuseTooLate(before: JapanDate, today: JapanDate): void {
  if (before > today) throw new UsageError(texts('load.invalid.future', { given: before }))
  const latest = latestPurgeDate(today)
  if (before > latest) throw new UsageError(texts('audit.invalid.tooLate', { given: before, latest }))
}
