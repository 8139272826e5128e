import type { PageWeight, Weight } from '@/tests/support/page-weight'
import { textTable } from '@/tests/support/text-table'
import { isWithinLimit, scriptLimitOf } from '@/tests/support/weight-limits'
import { categories, leastScores, reachesLimits, type PageScore } from './scores'

const kilobytes = (bytes: number) => (bytes / 1_000).toFixed(1)
const bothOf = ({ gzip, served }: Weight) => [kilobytes(gzip), kilobytes(served)]
const verdict = (isKept: boolean) => (isKept ? 'yes' : 'NO')

/** In kB of 1,000 bytes: as gzip makes them, and as they were served. */
export const weightTable = (weights: PageWeight[]): string =>
  textTable([
    ['page', 'script', 'served', 'CSS', 'served', 'HTML', 'served', 'requests', 'script ≤', 'ok?'],
    ...weights.map((weight) => [
      weight.page,
      ...bothOf(weight.script),
      ...bothOf(weight.style),
      ...bothOf(weight.html),
      String(weight.requests),
      kilobytes(scriptLimitOf(weight.page)),
      verdict(isWithinLimit(weight)),
    ]),
  ])

/** Medians of the runs, and what cost points. */
export const scoreTable = (scores: PageScore[]): string =>
  textTable([
    ['page', 'preset', ...categories, 'at least', 'ok?', 'lacking'],
    ...scores.map((score) => [
      score.page,
      score.preset,
      ...categories.map((category) => String(score.scores[category])),
      categories.map((category) => leastScores[score.preset][category]).join('/'),
      verdict(reachesLimits(score)),
      score.lacking.join(', '),
    ]),
  ])
