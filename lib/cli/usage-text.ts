import type { PurgePlan } from '@/lib/ingest/purge-usage'
import type { LoggedImport } from '@/lib/ingest/standing-import'
import type { Difference } from '@/lib/ingest/verify-day'
import type { Verified } from '@/lib/ingest/verify-usage'
import type { MonthClosing } from '@/lib/statements/close-month'
import { formatJapanTime, type JapanDate } from '@/lib/time/japan-time'
import type { Answer } from './operator-command'
import { align } from './table-text'
import { refusalTexts, texts } from './texts'

const differsCode = 1

export const timeOfDay = (instant: Date) => formatJapanTime(instant, 'yyyy/MM/dd HH:mm:ss')

/** Whole yen with its thousands apart, exact at any size. */
export const yen = (amount: string) => BigInt(amount).toLocaleString('en')

const count = (value: number) => value.toLocaleString('en')

/** The import log, one load a line below a heading. */
export function importTable(imports: LoggedImport[]): string {
  if (imports.length === 0) return texts('load.noImports')
  const heading = (
    ['date', 'importedAt', 'importedBy', 'kind', 'calls', 'destinations', 'charge', 'sha256'] as const
  ).map((name) => texts(`load.columns.${name}`))
  const shortHash = (hash: string) => hash.slice(0, 12)
  const rows = imports.map((load) => [
    load.date,
    timeOfDay(load.importedAt),
    load.importedBy,
    kindOfImport(load),
    count(load.calls),
    count(load.destinations),
    yen(load.callCharge),
    `${shortHash(load.callsSha256)} ${shortHash(load.destinationsSha256)}`,
  ])
  return align([heading, ...rows])
}

function kindOfImport({ isCorrection, isAfterClosing }: LoggedImport): string {
  const kind = texts(`load.kindsOfImport.${isCorrection ? 'correction' : 'first'}`)
  return isAfterClosing ? texts('load.afterClosing', { kind }) : kind
}

/** What a verification found; differences end the command with exit code 1. */
export function verifyAnswer(verified: Verified): Answer {
  const { days, differences, repaired, repairedMonths, daysWithoutChecksum } = verified
  const lines = differences.map(differenceText)
  const made = [...repaired, ...repairedMonths]
  if (made.length > 0) lines.push(texts('load.done.repaired', { dates: made.join(', ') }))
  if (daysWithoutChecksum > 0) lines.push(texts('load.done.withoutChecksum', { days: daysWithoutChecksum }))
  if (days === 0) lines.push(texts('load.done.nothingToVerify'))
  else if (differences.length === 0) lines.push(texts('load.done.verified', { days }))
  else lines.push(texts('load.done.differences', { days, count: differences.length }))
  return {
    text: lines.join('\n'),
    json: verified,
    exitCode: differences.length > 0 ? differsCode : 0,
  }
}

function differenceText({
  date,
  contractNumber,
  kind,
  against,
  measure,
  stored,
  told,
  hours,
  callers,
  calls,
}: Difference): string {
  const named = { date, contract: contractNumber, kind: texts(`load.kinds.${kind}`) }
  // Two checksums say nothing to people.
  if (measure === 'checksum') return texts('load.done.changedRecords', named)
  const text = texts('load.done.difference', {
    ...named,
    measure: texts(`load.measures.${measure}`),
    stored: yen(stored),
    against: texts(`load.against.${against}`),
    told: yen(told),
  })
  if (calls !== undefined) return text + texts('load.done.differentCalls', { calls })
  if (callers !== undefined) return text + texts('load.done.differentCallers', { callers })
  return hours === undefined ? text : text + texts('load.done.differentHours', { hours })
}

/** What should be known of a purge besides. */
type PurgeWarning = { reason: 'nothingPromised' }

/** Warns that nothing keeps the purge from months that customers are promised, where USAGE_RETENTION_MONTHS is not set. */
export const purgeWarnings = (retentionMonths: number | undefined): PurgeWarning[] =>
  retentionMonths === undefined ? [{ reason: 'nothingPromised' }] : []

const warningTexts = (warnings: PurgeWarning[]) =>
  warnings.map(({ reason }) => texts(`load.warnings.${reason}`))

/** Asks whether the months of a plan are to go. */
export function purgeQuestion(before: JapanDate, plan: PurgePlan, warnings: PurgeWarning[]): string {
  return [...warningTexts(warnings), planQuestion(before, plan)].join('\n')
}

function planQuestion(before: JapanDate, { months, calls, destinations }: PurgePlan): string {
  const [first] = months
  if (first === undefined) return texts('load.done.purgeNothing', { before })
  const month = (date: JapanDate) => date.slice(0, 7)
  const named =
    months.length === 1
      ? texts('load.done.purgeMonth', { month: month(first) })
      : texts('load.done.purgeMonths', {
          first: month(first),
          last: month(months.at(-1)!),
          count: months.length,
        })
  return texts('load.done.purgeQuestion', { months: named, calls, destinations })
}

/** What must stay, as the help of the command says it. */
export const purgeHelp = (retentionMonths: number | undefined) =>
  retentionMonths === undefined
    ? texts('load.purgeHelpNothing')
    : texts('load.purgeHelp', { months: retentionMonths })

/** What a closing has come to. */
export function closingAnswer(closing: MonthClosing): Answer {
  const { outcome, month, closedBy, missingDays } = closing
  const at = timeOfDay(closing.closedAt)
  if (outcome === 'already')
    return { text: texts('load.done.closedAlready', { month, at, by: closedBy }), json: closing }
  const text = texts('load.done.closed', { month })
  if (missingDays.length === 0) return { text, json: closing }
  const days = missingDays.join(', ')
  const missing = texts('load.done.closedWithout', { count: missingDays.length, days })
  return { text: `${text}\n${missing}`, json: closing }
}

/** A script that purges month by month may run again: what is gone already is nothing to change. */
export const purgedAlreadyAnswer = (before: JapanDate): Answer => ({
  text: refusalTexts('purgedAlready', { before }),
  json: { purged: false, before },
})

export const purgedAnswer = (before: JapanDate, plan: PurgePlan, warnings: PurgeWarning[]): Answer => ({
  text: texts('load.done.purged', { before, calls: plan.calls, destinations: plan.destinations }),
  json: { purged: true, before, ...plan, warnings },
  warnings: warningTexts(warnings),
})
