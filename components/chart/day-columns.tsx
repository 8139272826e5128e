import { scaleLinear } from 'd3-scale'
import { useFormatter } from 'next-intl'
import type { UsageMonth } from '@/lib/usage/daily-usage'
import { DayBar } from './day-bar'
import { useDayWords } from './day-words'
import { daysShown, type PictureProps } from './picture'

const [top, length, bottom] = [26, 160, 26]
const base = top + length
const fontSize = 14

/** A month of the picture where there is room for its days side by side. */
export function DayColumns({ month, ...picture }: PictureProps & { month: UsageMonth }) {
  const { view, split, highest, stop } = picture
  const format = useFormatter()
  const { monthName } = useDayWords(view)
  const y = scaleLinear([0, highest], [base, top]).nice(4)
  const width = 100 / daysShown.length
  const left = (day: number) => (day - 1) * width
  const height = base + bottom
  return (
    <div className="grid grid-cols-[60px_1fr]">
      <svg aria-hidden height={height} fontSize={fontSize} className="w-full">
        <g className="fill-quiet">
          {y.ticks(4).map((value) => (
            <text key={value} x="90%" y={y(value) + fontSize * 0.35} textAnchor="end">
              {format.number(value, { notation: 'compact', maximumFractionDigits: 2 })}
            </text>
          ))}
        </g>
      </svg>
      <svg height={height} fontSize={fontSize} className="w-full overflow-visible">
        <g aria-hidden className="fill-quiet">
          <text y={fontSize - 1} className="font-bold">
            {monthName(month.firstDay)}
          </text>
          {y.ticks(4).map((value) => (
            <line
              key={value}
              x2="100%"
              y1={y(value)}
              y2={y(value)}
              className={value === 0 ? 'stroke-quiet' : 'stroke-line'}
            />
          ))}
        </g>
        {month.days.map((day, index) => (
          <DayBar
            key={day.date}
            view={view}
            day={day}
            split={split}
            isStop={day.date === stop}
            whole={{ x: `${left(index + 1)}%`, y: top, width: `${width}%`, height: height - top }}
            placeOf={(from, until) => ({
              x: `${left(index + 1) + width * 0.15}%`,
              y: Math.min(y(until), y(from) - 1),
              width: `${width * 0.7}%`,
              height: Math.max(y(from) - y(until), 1),
            })}
            mark={{ x: `${left(index + 1) + width / 2}%`, y: base - 4, textAnchor: 'middle' }}
            readout={{ x: '100%', y: fontSize - 1, textAnchor: 'end' }}
          />
        ))}
        <g aria-hidden className="pointer-events-none fill-quiet">
          {daysShown.map((day) => (
            <text key={day} x={`${left(day) + width / 2}%`} y={base + fontSize + 4} textAnchor="middle">
              {day}
            </text>
          ))}
        </g>
      </svg>
    </div>
  )
}
