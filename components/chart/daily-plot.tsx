import { scaleBand, scaleLinear } from 'd3-scale'
import { useFormatter, useTranslations } from 'next-intl'
import type { DailyUsage, DayUsage } from '@/lib/usage/daily-usage'

const widths = { phone: 358, tablet: 720, desk: 1_200 }

interface DailyPlotProps {
  usage: DailyUsage
  /** The screen it is drawn for: letters scale with a picture, so that one for all would be too small on some. */
  screen: keyof typeof widths
  className: string
}

const allDays = Array.from({ length: 31 }, (_, index) => index + 1)
const labelled = [1, 5, 10, 15, 20, 25, 30]

const dayOf = ({ date }: DayUsage) => Number(date.slice(8))

/**
 * Two bars a day of the month: last month's an outline, this month's filled, so that colour is not needed to tell
 * them apart. A day not loaded yet has a cross, one whose records are no longer kept a dash; a day without calls has
 * nothing.
 */
export function DailyPlot({ usage, screen, className }: DailyPlotProps) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const isNarrow = screen === 'phone'
  const [width, height] = [widths[screen], isNarrow ? 260 : 300]
  const fontSize = isNarrow ? 12 : 14
  const [top, right, bottom, left] = isNarrow ? [24, 2, 40, 46] : [28, 4, 46, 70]

  const months = [usage.lastMonth, usage.thisMonth]
  const highest = Math.max(
    ...months.flatMap(({ days }) => days.map(({ figures }) => Number(figures?.charge ?? 0))),
  )
  // Whole yen: an axis without use still has one step.
  const y = scaleLinear([0, Math.max(highest, 5)], [height - bottom, top]).nice(5)
  const x = scaleBand(allDays, [left, width - right]).paddingInner(0.2)
  const barWidth = x.bandwidth() / 2
  const base = y(0)
  const yen = (amount: number) => format.number(amount, { notation: 'compact', maximumFractionDigits: 2 })

  return (
    <svg
      role="img"
      aria-label={t('picture')}
      viewBox={`0 0 ${width} ${height}`}
      fontSize={fontSize}
      className={`h-auto w-full ${className}`}
    >
      <g className="fill-solid-gray-700">
        <text x={0} y={fontSize}>
          {t('axisCharge')}
        </text>
        {y.ticks(5).map((amount) => (
          <g key={amount}>
            <line
              x1={left}
              x2={width - right}
              y1={y(amount)}
              y2={y(amount)}
              className={amount === 0 ? 'stroke-solid-gray-700' : 'stroke-solid-gray-200'}
            />
            <text x={left - 6} y={y(amount) + fontSize * 0.35} textAnchor="end">
              {yen(amount)}
            </text>
          </g>
        ))}
        {labelled.map((day) => (
          <text key={day} x={x(day)! + barWidth} y={base + fontSize * 1.4} textAnchor="middle">
            {day}
          </text>
        ))}
        <text x={width - right} y={height - 4} textAnchor="end">
          {t('axisDay')}
        </text>
      </g>
      {months.map(({ days }, index) => (
        <g
          key={index}
          strokeWidth={1}
          className={index === 0 ? 'fill-white stroke-solid-gray-700' : 'fill-key-900 stroke-key-900'}
        >
          {days.map((day) => (
            <DayMark
              key={day.date}
              day={day}
              left={x(dayOf(day))! + index * barWidth}
              width={barWidth}
              base={base}
              barTop={y(Number(day.figures?.charge ?? 0))}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}

interface DayMarkProps {
  day: DayUsage
  left: number
  width: number
  base: number
  barTop: number
}

function DayMark({ day, left, width, base, barTop }: DayMarkProps) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const date = day.date.replaceAll('-', '/')
  if (!day.figures) {
    const half = Math.min(width, 8) / 2
    const [centre, middle] = [left + width / 2, base - half - 2]
    const cross = `M${centre - half} ${middle - half}L${centre + half} ${middle + half}M${centre - half} ${middle + half}L${centre + half} ${middle - half}`
    const dash = `M${centre - half} ${middle}L${centre + half} ${middle}`
    return (
      <path d={day.isPurged ? dash : cross} strokeWidth={1.5}>
        <title>{t(day.isPurged ? 'purgedDay' : 'missingDay', { date })}</title>
      </path>
    )
  }
  const amount = t('yen', { amount: format.number(day.figures.charge) })
  return (
    // Half the outline lies outside of what it surrounds.
    <rect
      x={left + 0.5}
      y={barTop}
      width={width - 1}
      height={base - barTop}
      strokeOpacity={barTop < base ? 1 : 0}
    >
      <title>{t('dayCharge', { date, amount, calls: format.number(day.figures.calls) })}</title>
    </rect>
  )
}
