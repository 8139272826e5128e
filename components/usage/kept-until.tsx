import { useLocale, useTranslations } from 'next-intl'
import { useStatementWords } from '@/components/statements/statement-words'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import { dayInWords } from '@/lib/time/date-text'
import { firstDayOf, lastDayOf } from '@/lib/time/japan-month'
import type { KeptMonth, KeptMonths } from '@/lib/usage/kept-months'
import { wholeDaysParameters } from '@/lib/usage/search'

function useKeptWords() {
  const { monthText } = useStatementWords()
  const locale = useLocale()
  return ({ month, until }: KeptMonth) => ({ month: monthText(month), date: dayInWords(until, locale) })
}

/** A line of a list of facts: until when the oldest data of the contract stays, and which has outlived its time. */
export function KeptUntil({ kept: { oldest, expired } }: { kept: KeptMonths }) {
  const t = useTranslations('retention')
  const { monthText } = useStatementWords()
  const wordsOf = useKeptWords()
  if (!oldest && !expired) return null
  return (
    <>
      <dt className="font-bold">{t('title')}</dt>
      <dd>
        {oldest && <p>{t('until', wordsOf(oldest))}</p>}
        {expired && <p>{t('expired', { month: monthText(expired) })}</p>}
      </dd>
    </>
  )
}

interface LastMonthNoticeProps {
  kept: KeptMonths
  /** Whether the account sees the sheets of months. */
  hasSheets: boolean
}

/** Says in the last month of a month's data that it goes, and leads to what there is to save of it; else nothing. */
export function LastMonthNotice({ kept: { oldest, isLastMonth }, hasSheets }: LastMonthNoticeProps) {
  const t = useTranslations('retention')
  const wordsOf = useKeptWords()
  if (!oldest || !isLastMonth) return null
  const words = wordsOf(oldest)
  const { month } = oldest
  const search = wholeDaysParameters(firstDayOf(month), lastDayOf(month), 'call')
  return (
    <Notice kind="warning" title={t('lastTitle', words)}>
      <p>{t('last')}</p>
      <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {hasSheets && (
          <li>
            <TextLink href={paths.statement(month)} className="inline-flex min-h-8 items-center">
              {t('sheet', words)}
            </TextLink>
          </li>
        )}
        <li>
          <TextLink href={paths.usage(search)} className="inline-flex min-h-8 items-center">
            {t('search', words)}
          </TextLink>
        </li>
      </ul>
    </Notice>
  )
}
