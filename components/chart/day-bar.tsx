import type { DayUsage } from '@/lib/usage/daily-usage'
import type { DailyView } from '@/lib/usage/daily-view'
import type { SplitDays } from '@/lib/usage/split-days'
import { dayAddress, sumOf, useDayWords } from './day-words'
import { KindRect, type RectPlace } from './kind-looks'

interface TextPlace {
  x: number | string
  y: number
  textAnchor: 'start' | 'middle' | 'end'
}

export interface DayBarProps {
  view: DailyView
  day: DayUsage
  split: SplitDays
  /** Whether the Tab key stops here. */
  isStop: boolean
  /** All of the day's place in the picture: it is what one presses. */
  whole: RectPlace
  /** Where a part of the bar is. */
  placeOf: (from: number, until: number) => RectPlace
  /** Where a bar begins: for a day that has none. */
  mark: TextPlace
  /** Where the day's figure is written while one points to it. */
  readout?: TextPlace
}

/**
 * A day of the picture, which leads to its records. A day not loaded yet has a cross, one whose records are no longer kept
 * a dash, and one that came to nothing a zero.
 */
export function DayBar({ view, day, split, isStop, whole, placeOf, mark, readout }: DayBarProps) {
  const { dayText, dayName, amount } = useDayWords(view)
  const values = split.values.get(day.date) ?? []
  const text = dayText(day, values, split.kinds)
  const total = sumOf(values)
  const address = dayAddress(day)
  const markText = day.figures ? (total === 0n ? '0' : '') : day.isPurged ? '-' : '×'
  const starts = values.map((_, place) => Number(sumOf(values.slice(0, place))))
  const content = (
    <>
      <title>{text}</title>
      <rect
        {...whole}
        strokeWidth={3}
        className="fill-transparent group-hover:fill-tint group-focus-visible:fill-focus-ring group-focus-visible:stroke-focus"
      />
      {values.map(
        (value, place) =>
          value > 0n && (
            <KindRect
              key={place}
              kind={split.kinds && place}
              place={placeOf(starts[place]!, starts[place]! + Number(value))}
            />
          ),
      )}
      {markText && (
        <text {...mark} className="fill-ink">
          {markText}
        </text>
      )}
      {readout && (
        <text {...readout} className="hidden fill-ink font-bold group-hover:block group-focus-visible:block">
          {`${dayName(day.date)} ${amount(total)}`}
        </text>
      )}
    </>
  )
  if (address === undefined)
    return (
      <g role="img" aria-label={text}>
        {content}
      </g>
    )
  return (
    <a href={address} aria-label={text} tabIndex={isStop ? 0 : -1} className="group outline-none!">
      {content}
    </a>
  )
}
