import { visibleText, type BadLine } from '@/lib/ingest/bad-line'
import type { Objection } from '@/lib/ingest/check-totals'
import type { DayFiles, DayImport, ImportWarning } from '@/lib/ingest/import-day'
import type { LoggedImport } from '@/lib/ingest/standing-import'
import type { UsageFile } from '@/lib/ingest/usage-file'
import { japanMonthOf } from '@/lib/time/japan-month'
import type { JapanDate } from '@/lib/time/japan-time'
import type { Answer } from './operator-command'
import { texts } from './texts'
import { timeOfDay, yen } from './usage-text'

const refusedCode = 1

/** So many objections are listed one by one, as bad lines are; with `--json` all of them. */
const objectionsToldMax = 100

/** What an import has come to. A refused one says why and ends with exit code 1. */
export function importAnswer(files: DayFiles, result: DayImport): Answer {
  const warnings = result.warnings.map((warning) => warningText(warning, files))
  if (result.outcome === 'refused') return { ...refusedAnswer(files, result), warnings }
  const { date } = files
  const { outcome, standing, replaced } = result
  return {
    text: loadedText(files, result),
    json: { outcome, date, import: standing, replaced, warnings: result.warnings },
    warnings,
  }
}

function warningText(warning: ImportWarning, files: DayFiles): string {
  if (warning.reason === 'differencesAllowed')
    return texts('load.warnings.differencesAllowed', { count: warning.count })
  const { file, line } = warning
  return texts('load.warnings.lineNotEnded', { place: placeText(file, files[file], { line }) })
}

function loadedText(
  { date }: DayFiles,
  { outcome, standing, replaced }: Exclude<DayImport, { outcome: 'refused' }>,
) {
  if (outcome === 'unchanged')
    return texts('load.done.unchanged', { date, at: timeOfDay(standing.importedAt) })
  const text = storedText(date, standing, replaced)
  if (!standing.isAfterClosing) return text
  return `${text}\n${texts('load.done.afterClosing', { month: japanMonthOf(date) })}`
}

function storedText(date: JapanDate, standing: LoggedImport, replaced: LoggedImport | undefined): string {
  const { calls, destinations } = standing
  const figures = { date, calls, destinations, charge: yen(standing.callCharge) }
  if (!replaced) return texts('load.done.loaded', figures)
  return texts('load.done.corrected', {
    ...figures,
    oldCalls: replaced.calls,
    oldDestinations: replaced.destinations,
    oldCharge: yen(replaced.callCharge),
    at: timeOfDay(replaced.importedAt),
    by: replaced.importedBy,
  })
}

function refusedAnswer(
  { date, calls, destinations, ...files }: DayFiles,
  { badLines, badLineCount, isComplete, objections, warnings }: Extract<DayImport, { outcome: 'refused' }>,
): Answer {
  const names = { calls, destinations }
  const report = files.report?.path
  const rest = badLineCount - badLines.length
  const lines =
    objections.length > 0
      ? objectionLines(date, objections)
      : badLines.map((bad) => badLineText(bad, names[bad.file]))
  if (rest > 0)
    lines.push(
      report === undefined
        ? texts('load.done.more', { count: rest })
        : texts('load.done.moreWithReport', { count: rest, report }),
    )
  else if (report !== undefined && badLineCount > 0) lines.push(texts('load.done.allInReport', { report }))
  if (!isComplete) lines.push(texts('load.done.partlyChecked'))
  if (badLineCount > 0) lines.push(texts('load.done.refused', { count: badLineCount, date }))
  const told = { badLineCount, badLines, isComplete, report, objections, warnings }
  return {
    text: lines.join('\n'),
    json: { outcome: 'refused', date, files: names, ...told },
    exitCode: refusedCode,
  }
}

/** Why the files as a whole are refused, and what to do about it. */
function objectionLines(date: string, objections: readonly Objection[]): string[] {
  const lines = objections.slice(0, objectionsToldMax).map((objection) => objectionText(date, objection))
  const rest = objections.length - lines.length
  if (rest > 0) lines.push(texts('load.done.more', { count: rest }))
  const isOther = ({ reason }: Objection) => reason === 'otherTotal'
  if (objections.some(isOther)) lines.push(texts('load.objections.adviceOther'))
  if (!objections.every(isOther)) lines.push(texts('load.objections.adviceFewer'))
  return [...lines, texts('load.objections.refused', { date })]
}

function objectionText(date: string, objection: Objection): string {
  switch (objection.reason) {
    case 'otherTotal': {
      const { total, expected, found } = objection
      return texts(`load.objections.${total}`, { expected: yen(expected), found: yen(found) })
    }
    case 'noUsage':
      return texts('load.objections.noUsage')
    case 'fewerThanUsual': {
      const { usual, found } = objection
      return texts('load.objections.fewerThanUsual', { found: recordsText(found), ...usual })
    }
    case 'fewerThanStanding': {
      const { contractNumber, standing, found } = objection
      const figures = { date, found: recordsText(found), standing: recordsText(standing) }
      return contractNumber === undefined
        ? texts('load.objections.fewerThanStanding', figures)
        : texts('load.objections.contractFewer', { ...figures, contract: contractNumber })
    }
  }
}

const recordsText = ({ calls, destinations }: { calls: number; destinations: number }) =>
  texts('load.objections.records', { records: calls + destinations, calls, destinations })

/** Why a bad line is refused, in words. */
export const badLineReason = ({ reason, detail }: BadLine) =>
  texts(`badLine.${reason}`, { detail: detail ?? '' })

function badLineText(bad: BadLine, fileName: string): string {
  const { file, value } = bad
  return `${placeText(file, fileName, bad)}: ${badLineReason(bad)}${value === '' ? '' : ` — ${texts('badLine.value', { value })}`}`
}

function placeText(
  file: UsageFile,
  fileName: string,
  { line, column }: Pick<BadLine, 'line' | 'column'>,
): string {
  const where = { file: texts(`load.files.${file}`), name: visibleText(fileName), line: String(line) }
  return column === undefined
    ? texts('badLine.place', where)
    : texts('badLine.placeColumn', { ...where, column })
}
