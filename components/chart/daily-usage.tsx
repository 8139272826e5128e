import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { RecordTable } from '@/components/table/record-table'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { DailyUsage as Usage, DayUsage } from '@/lib/usage/daily-usage'
import { usageSearchParameters } from '@/lib/usage/search'
import { DailyPlot } from './daily-plot'

const yenOf = (days: DayUsage[]) => days.reduce((sum, { figures }) => sum + (figures?.charge ?? 0n), 0n)

/**
 * Charges by day, last month beside this one: a picture that needs no JavaScript, what it says in words, and a
 * table with its numbers.
 */
export function DailyUsage({ usage }: { usage: Usage }) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const months = [usage.lastMonth, usage.thisMonth] as const
  const days = months.flatMap((month) => month.days)
  const isAnyLoaded = days.some(({ figures }) => figures)
  const isAnyMissing = days.some(({ figures, isPurged }) => !figures && !isPurged)
  const isAnyPurged = days.some(({ isPurged }) => isPurged)
  const monthName = (firstDay: string) =>
    t('month', { year: firstDay.slice(0, 4), month: Number(firstDay.slice(5, 7)) })
  const isKnown = (month: Usage['lastMonth']) => month.days.some(({ figures }) => figures)
  const [lastName, thisName] = months.map(({ firstDay }) => monthName(firstDay)) as [string, string]
  const totalOf = (month: Usage['lastMonth']) => t('yen', { amount: format.number(yenOf(month.days)) })
  const lastMonthText = () => {
    const { lastMonth } = usage
    if (isKnown(lastMonth)) return t('lastMonth', { month: lastName, total: totalOf(lastMonth) })
    const isPurged = lastMonth.days.some((day) => day.isPurged)
    return t(isPurged ? 'lastMonthPurged' : 'lastMonthMissing', { month: lastName })
  }
  const thisMonthText = () => {
    const { thisMonth } = usage
    const day = thisMonth.days.length
    if (isKnown(thisMonth)) return t('thisMonth', { month: thisName, day, total: totalOf(thisMonth) })
    return t(day === 0 ? 'thisMonthBegins' : 'thisMonthMissing', { month: thisName })
  }
  const sheetOf = (month: Usage['lastMonth']) => {
    const isUsed = month.days.some(({ figures }) => figures && figures.calls > 0)
    if (!isUsed) return undefined
    const name = monthName(month.firstDay)
    return (
      <TextLink
        href={paths.statement(month.firstDay.slice(0, 7))}
        aria-label={t('sheetOf', { month: name })}
        className="ml-2 whitespace-nowrap print:hidden"
      >
        {t('sheet')}
      </TextLink>
    )
  }
  return (
    <section aria-labelledby="daily-usage" className="flex flex-col gap-3">
      <h2 id="daily-usage" className="text-20 font-bold">
        {t('title')}
      </h2>
      {isAnyLoaded ? (
        <figure className="flex break-inside-avoid flex-col gap-3">
          <figcaption>
            <ul className="flex flex-wrap gap-x-8 gap-y-1 text-14">
              <LegendItem look="border-solid-gray-700 bg-white" sheet={sheetOf(usage.lastMonth)}>
                {lastMonthText()}
              </LegendItem>
              <LegendItem look="border-key-900 bg-key-900" sheet={sheetOf(usage.thisMonth)}>
                {thisMonthText()}
              </LegendItem>
              {isAnyMissing && <LegendMark mark="×">{t('missingMark')}</LegendMark>}
              {isAnyPurged && <LegendMark mark="-">{t('purgedMark')}</LegendMark>}
            </ul>
          </figcaption>
          <DailyPlot usage={usage} screen="phone" className="sm:hidden" />
          <DailyPlot usage={usage} screen="tablet" className="hidden sm:block lg:hidden" />
          <DailyPlot usage={usage} screen="desk" className="hidden lg:block" />
        </figure>
      ) : (
        <p>{t(isAnyPurged ? 'nonePurged' : 'none')}</p>
      )}
      {isAnyLoaded && (
        <details>
          <summary className="cursor-pointer py-1 text-key-900 underline underline-offset-[3px]">
            {t('table')}
          </summary>
          <div className="mt-2">
            <DailyTable usage={usage} names={[lastName, thisName]} />
          </div>
        </details>
      )}
    </section>
  )
}

/** @param sheet the way to the month's sheet. */
function LegendItem({ look, sheet, children }: { look: string; sheet?: ReactNode; children: string }) {
  return (
    <li className="flex items-baseline">
      <span
        aria-hidden
        className={`mr-2 inline-block size-3 shrink-0 border-2 print:[print-color-adjust:exact] ${look}`}
      />
      <span>{children}</span>
      {sheet}
    </li>
  )
}

function LegendMark({ mark, children }: { mark: string; children: string }) {
  return (
    <li>
      <span aria-hidden className="mr-2 font-bold">
        {mark}
      </span>
      {children}
    </li>
  )
}

function DailyTable({ usage, names }: { usage: Usage; names: [string, string] }) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const months = [usage.lastMonth, usage.thisMonth] as const
  const columns = names.flatMap((name) =>
    (['calls', 'sentPages', 'charge'] as const).map((figure) => ({
      heading: t('ofMonth', { month: name, figure: t(figure) }),
      isNumber: true,
    })),
  )
  const cellsOf = (day: DayUsage | undefined): ReactNode[] => {
    if (!day) return ['', '', '']
    if (!day.figures) return [t(day.isPurged ? 'purged' : 'missing'), '', '']
    const { calls, sentPages, charge } = day.figures
    const others = [format.number(sentPages), format.number(charge)]
    const text = format.number(calls)
    if (calls === 0) return [text, ...others]
    const label = t('searchDay', { date: day.date.replaceAll('-', '/'), count: text })
    const link = (
      <a key="calls" href={searchAddress(day.date)} aria-label={label}>
        {text}
      </a>
    )
    return [link, ...others]
  }
  const longest = Math.max(...months.map((month) => month.days.length))
  return (
    <RecordTable
      caption={t('tableCaption')}
      columns={[{ heading: t('day'), isNumber: true }, ...columns]}
      rows={Array.from({ length: longest }, (_, index) => [
        String(index + 1),
        ...months.flatMap((month) => cellsOf(month.days[index])),
      ])}
    />
  )
}

/** The search that shows the calls of a whole day. */
const searchAddress = (date: string) =>
  paths.usage(
    usageSearchParameters({
      startDate: date,
      startHour: 0,
      endDate: date,
      endHour: 23,
      output: 'screen',
      by: 'call',
    }),
  )
