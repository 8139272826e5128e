import type { JapanDate } from '@/lib/time/japan-time'
import type { DayFigures, DayUsage } from './daily-usage'
import type { DailyMeasure, DailySplit, DailyView } from './daily-view'

/** What the bars of the days are made of. */
export interface SplitDays {
  /**
   * The kinds that a bar is split into, the largest of all the days first; without a code those that are not shown by
   * themselves, at the end. Absent where there is no split, or nothing to split: then a bar is one part.
   */
  kinds?: { code?: string }[]
  /** Of each day with figures: a value for each kind. They add up to the day's own. */
  values: ReadonlyMap<JapanDate, readonly bigint[]>
}

/** Kinds that a picture can show so that they are told apart; where there are more, the last of them is all others. */
const kindsMax = 6

const columns = { type: 'communicationType', rate: 'rateType' } as const satisfies Record<DailySplit, string>

export const measureOf = (figures: DayFigures, measure: DailyMeasure): bigint => BigInt(figures[measure])

/** Splits days by 通信種別 or 割引種別 into the largest few kinds and the rest, so that nothing is lost. */
export function splitDays(days: readonly DayUsage[], { measure, split }: DailyView): SplitDays {
  const known = days.filter(({ figures }) => figures)
  if (split === undefined) return unsplit(known, measure)
  const column = columns[split]
  const totals = new Map<string, bigint>()
  for (const part of known.flatMap(({ parts = [] }) => parts))
    totals.set(part[column], (totals.get(part[column]) ?? 0n) + measureOf(part.figures, measure))
  // A kind that came to nothing takes no place from one that did.
  const codes = [...totals]
    .filter(([, total]) => total > 0n)
    .sort(([one, ofOne], [other, ofOther]) =>
      ofOne === ofOther ? (one < other ? -1 : 1) : ofOne > ofOther ? -1 : 1,
    )
    .map(([code]) => code)
  if (codes.length === 0) return unsplit(known, measure)
  const shown = codes.length > kindsMax ? codes.slice(0, kindsMax - 1) : codes
  const kinds = [...shown.map((code) => ({ code })), ...(codes.length > kindsMax ? [{}] : [])]

  const values = known.map(({ date, parts = [] }) => {
    const ofDay = kinds.map(() => 0n)
    for (const part of parts) {
      const place = shown.indexOf(part[column])
      // What is not shown by itself is of the rest, or came to nothing.
      ofDay[place < 0 ? kinds.length - 1 : place]! += measureOf(part.figures, measure)
    }
    return [date, ofDay] as const
  })
  return { kinds, values: new Map(values) }
}

const unsplit = (known: readonly DayUsage[], measure: DailyMeasure): SplitDays => ({
  values: new Map(known.map(({ date, figures }) => [date, [measureOf(figures!, measure)]])),
})
