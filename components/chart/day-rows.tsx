import { scaleLinear } from 'd3-scale'
import { useFormatter } from 'next-intl'
import type { UsageMonth } from '@/lib/usage/daily-usage'
import { DayBar } from './day-bar'
import { useDayWords } from './day-words'
import { daysShown, type PictureProps } from './picture'

/** A finger's width. */
const rowHeight = 24
const top = 42
const fontSize = 14
const height = top + daysShown.length * rowHeight

const rowOf = (day: number) => top + (day - 1) * rowHeight

/** The days of both months below each other, for a screen on which columns would be too narrow to press. */
export function DayRows({
  months,
  ...picture
}: PictureProps & { months: readonly [UsageMonth, UsageMonth] }) {
  return (
    <div className="grid grid-cols-[1fr_2rem_1fr]">
      <RowsOfMonth {...picture} month={months[0]} isToLeft />
      <svg aria-hidden height={height} fontSize={fontSize} className="w-full">
        <g className="fill-ink">
          {daysShown.map((day) => (
            <text key={day} x="50%" y={rowOf(day) + 16} textAnchor="middle">
              {day}
            </text>
          ))}
        </g>
      </svg>
      <RowsOfMonth {...picture} month={months[1]} />
    </div>
  )
}

/** @param props.isToLeft whether bars begin at the right. */
function RowsOfMonth({
  month,
  isToLeft,
  view,
  split,
  highest,
  stop,
}: PictureProps & { month: UsageMonth; isToLeft?: true }) {
  const format = useFormatter()
  const { monthName } = useDayWords(view)
  const x = scaleLinear([0, highest], [0, 100]).nice(2)
  const at = (value: number) => (isToLeft ? 100 - x(value) : x(value))
  const [inner, outer] = isToLeft ? (['end', 'start'] as const) : (['start', 'end'] as const)
  const ticks = x.ticks(2)
  const ends = [ticks[0], ticks.at(-1)]
  return (
    <svg height={height} fontSize={fontSize} className="w-full overflow-visible">
      <g aria-hidden className="fill-quiet">
        <text x={isToLeft ? '100%' : 0} y={fontSize} textAnchor={inner} className="font-bold">
          {monthName(month.firstDay)}
        </text>
        {ticks.map((value) => (
          <g key={value}>
            <line
              x1={`${at(value)}%`}
              x2={`${at(value)}%`}
              y1={top - 6}
              y2={height}
              className={value === 0 ? 'stroke-quiet' : 'stroke-line'}
            />
            <text
              x={`${at(value)}%`}
              y={top - 10}
              textAnchor={value === ends[0] ? inner : value === ends[1] ? outer : 'middle'}
            >
              {format.number(value, { notation: 'compact', maximumFractionDigits: 2 })}
            </text>
          </g>
        ))}
      </g>
      {month.days.map((day, index) => (
        <DayBar
          key={day.date}
          view={view}
          day={day}
          split={split}
          isStop={day.date === stop}
          whole={{ x: 0, y: rowOf(index + 1), width: '100%', height: rowHeight }}
          placeOf={(from, until) => ({
            x: `${Math.min(at(from), at(until))}%`,
            y: rowOf(index + 1) + 4,
            width: `${Math.max(x(until) - x(from), 0.7)}%`,
            height: rowHeight - 8,
          })}
          mark={{ x: isToLeft ? '97%' : '3%', y: rowOf(index + 1) + 16, textAnchor: inner }}
        />
      ))}
    </svg>
  )
}
