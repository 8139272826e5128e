import type { BadLine } from '@/lib/ingest/bad-line'
import type { DayImport } from '@/lib/ingest/import-day'
import type { JapanDate } from '@/lib/time/japan-time'
import type { Answer } from './operator-command'
import { texts } from './texts'
import { timeOfDay, yen } from './usage-text'

const refusedCode = 1

/** What an import has come to. A refused one lists its bad lines and ends with exit code 1. */
export function importAnswer(date: JapanDate, result: DayImport, report: string | undefined): Answer {
  if (result.outcome === 'refused') return refusedAnswer(date, result, report)
  const { outcome, standing, replaced } = result
  return { text: loadedText(date, result), json: { outcome, date, import: standing, replaced } }
}

function loadedText(
  date: JapanDate,
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
  date: JapanDate,
  { badLines, badLineCount, isComplete }: Extract<DayImport, { outcome: 'refused' }>,
  report: string | undefined,
): Answer {
  const rest = badLineCount - badLines.length
  const lines = badLines.map(badLineText)
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
    json: { outcome: 'refused', date, badLineCount, badLines, isComplete, report },
    exitCode: refusedCode,
  }
}

/** Why a bad line is refused, in words. */
export const badLineReason = ({ reason, detail }: BadLine) =>
  texts(`badLine.${reason}`, { detail: detail ?? '' })

function badLineText(bad: BadLine): string {
  const { file, line, column, value } = bad
  const where = { file: texts(`load.files.${file}`), line: String(line) }
  const place =
    column === undefined ? texts('badLine.place', where) : texts('badLine.placeColumn', { ...where, column })
  return `${place}: ${badLineReason(bad)}${value === '' ? '' : ` — ${texts('badLine.value', { value })}`}`
}
