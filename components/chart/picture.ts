import type { JapanDate } from '@/lib/time/japan-time'
import type { DailyView } from '@/lib/usage/daily-view'
import type { SplitDays } from '@/lib/usage/split-days'

/** What each drawing of the days needs to know. */
export interface PictureProps {
  view: DailyView
  split: SplitDays
  /** The largest figure of a day: the scale of both months. */
  highest: number
  /** The day at which the Tab key stops; absent where no day leads anywhere. */
  stop?: JapanDate
}

/** The days of the longest month: a day has the same place in each. */
export const daysShown = Array.from({ length: 31 }, (_, index) => index + 1)
