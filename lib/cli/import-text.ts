import { visibleText, type BadLine } from '@/lib/ingest/bad-line'
import type { DayFiles, DayImport } from '@/lib/ingest/import-day'
import type { Answer } from './operator-command'
import { texts } from './texts'
import { timeOfDay, yen } from './usage-text'

const refusedCode = 1

/** What an import has come to. A refused one lists its bad lines and ends with exit code 1. */
export function importAnswer(files: DayFiles, result: DayImport): Answer {
  if (result.outcome === 'refused') return refusedAnswer(files, result)
  const { date } = files
  const { outcome, standing, replaced } = result
  return { text: loadedText(files, result), json: { outcome, date, import: standing, replaced } }
}

function loadedText(
  { date }: DayFiles,
  { outcome, standing, replaced }: Exclude<DayImport, { outcome: 'refused' }>,
) {
  if (outcome === 'unchanged')
    return texts('load.done.unchanged', { date, at: timeOfDay(standing.importedAt) })
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
  { badLines, badLineCount, isComplete }: Extract<DayImport, { outcome: 'refused' }>,
): Answer {
  const names = { calls, destinations }
  const report = files.report?.path
  const rest = badLineCount - badLines.length
  const lines = badLines.map((bad) => badLineText(bad, names[bad.file]))
  if (rest > 0)
    lines.push(
      report === undefined
        ? texts('load.done.more', { count: rest })
        : texts('load.done.moreWithReport', { count: rest, report }),
    )
  else if (report !== undefined) lines.push(texts('load.done.allInReport', { report }))
  if (!isComplete) lines.push(texts('load.done.partlyChecked'))
  lines.push(texts('load.done.refused', { count: badLineCount, date }))
  return {
    text: lines.join('\n'),
    json: { outcome: 'refused', date, files: names, badLineCount, badLines, isComplete, report },
    exitCode: refusedCode,
  }
}

/** Why a bad line is refused, in words. */
export const badLineReason = ({ reason, detail }: BadLine) =>
  texts(`badLine.${reason}`, { detail: detail ?? '' })

function badLineText(bad: BadLine, fileName: string): string {
  const { file, line, column, value } = bad
  const where = { file: texts(`load.files.${file}`), name: visibleText(fileName), line: String(line) }
  const place =
    column === undefined ? texts('badLine.place', where) : texts('badLine.placeColumn', { ...where, column })
  return `${place}: ${badLineReason(bad)}${value === '' ? '' : ` — ${texts('badLine.value', { value })}`}`
}
