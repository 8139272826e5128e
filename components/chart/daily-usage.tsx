import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { DataText } from '@/components/ui/data-text'
import { Notice } from '@/components/ui/notice'
import { foldClass } from '@/components/ui/text-link'
import type { DailyUsage as Usage } from '@/lib/usage/daily-usage'
import type { DailyView } from '@/lib/usage/daily-view'
import { splitDays } from '@/lib/usage/split-days'
import { ArrowKeys } from './arrow-keys'
import { DailyChoices } from './daily-choices'
import { DailyTable } from './daily-table'
import { DayColumns } from './day-columns'
import { DayRows } from './day-rows'
import { dayAddress, sumOf, useDayWords } from './day-words'
import { KindPatterns, KindSample } from './kind-looks'
import { MonthTotal } from './month-total'

interface DailyUsageProps {
  /** Absent where it could not be read. */
  usage: Usage | undefined
  view: DailyView
  /** Whether the account sees the sheets of months. */
  hasSheets: boolean
}

/**
 * What each day came to, last month beside this one: a picture that needs no JavaScript, each day of which leads to its
 * records, what it says in words, and tables with its numbers.
 */
export function DailyUsage({ usage, view, hasSheets }: DailyUsageProps) {
  const t = useTranslations('chart')
  const words = useDayWords(view)
  if (!usage)
    return (
      <Section>
        <Notice kind="warning" size="small">
          <p>{t('unread')}</p>
        </Notice>
      </Section>
    )
  const months = [usage.lastMonth, usage.thisMonth] as const
  const days = months.flatMap((month) => month.days)
  const isAnyLoaded = days.some(({ figures }) => figures)
  const isAnyMissing = days.some(({ figures, isPurged }) => !figures && !isPurged)
  const isAnyPurged = days.some(({ isPurged }) => isPurged)
  if (!isAnyLoaded)
    return (
      <Section>
        <p>{t(isAnyPurged ? 'nonePurged' : 'none')}</p>
      </Section>
    )

  const split = splitDays(days, view)
  const totals = [...split.values.values()].map(sumOf)
  const picture = {
    view,
    split,
    // Whole yen, calls and pages: a scale without use still has one step.
    highest: Math.max(...totals.map(Number), 5),
    stop: days.findLast((day) => dayAddress(day))?.date,
  }
  const label = t('picture', { figure: t(`figures.${view.measure}`) })
  return (
    <Section>
      <DailyChoices view={view} />
      <figure className="flex break-inside-avoid flex-col gap-3">
        <figcaption className="flex flex-col gap-2 text-14">
          <ul className="flex flex-wrap gap-x-8 gap-y-1">
            {months.map((month) => (
              <li key={month.firstDay}>
                <MonthTotal
                  month={month}
                  isLast={month === usage.lastMonth}
                  view={view}
                  hasSheets={hasSheets}
                />
              </li>
            ))}
          </ul>
          {split.kinds && (
            <ul aria-label={t(`splits.${view.split!}`)} className="flex flex-wrap gap-x-6 gap-y-1">
              {split.kinds.map((kind, place) => (
                <li key={place} className="flex items-center gap-2">
                  <KindSample kind={place} />
                  <span>
                    <DataText>{`${words.kindName(kind)} ${words.amount(sumOf([...split.values.values()].map((values) => values[place]!)))}`}</DataText>
                  </span>
                </li>
              ))}
            </ul>
          )}
          {(isAnyMissing || isAnyPurged) && (
            <ul className="flex flex-wrap gap-x-6 gap-y-1">
              {isAnyMissing && <Mark mark="×">{t('missingMark')}</Mark>}
              {isAnyPurged && <Mark mark="-">{t('purgedMark')}</Mark>}
            </ul>
          )}
          <p className="text-quiet print:hidden">{t('lead')}</p>
        </figcaption>
        <KindPatterns />
        <p aria-hidden className="-mb-2 text-14 text-quiet">
          {t(`${view.measure}InUnit`)}
        </p>
        <ArrowKeys label={label} className="lg:hidden print:hidden">
          <DayRows {...picture} months={months} />
        </ArrowKeys>
        <ArrowKeys label={label} className="hidden flex-col gap-2 lg:flex print:flex">
          {months.map((month) => (
            <DayColumns key={month.firstDay} {...picture} month={month} />
          ))}
        </ArrowKeys>
      </figure>
      <details>
        <summary className={classNames('min-h-11', foldClass)}>{t('table')}</summary>
        <div className={classNames('mt-2 grid gap-4', !split.kinds && 'lg:grid-cols-2')}>
          {months.map(
            (month) =>
              month.days.length > 0 && (
                <DailyTable key={month.firstDay} month={month} view={view} split={split} />
              ),
          )}
        </div>
      </details>
    </Section>
  )
}

function Section({ children }: { children: ReactNode }) {
  const t = useTranslations('chart')
  return (
    <section aria-labelledby="daily-usage" className="flex flex-col gap-3">
      <h2 id="daily-usage" className="text-20 font-bold">
        {t('title')}
      </h2>
      {children}
    </section>
  )
}

function Mark({ mark, children }: { mark: string; children: string }) {
  return (
    <li>
      <span aria-hidden className="mr-2 font-bold">
        {mark}
      </span>
      {children}
    </li>
  )
}
