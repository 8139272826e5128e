import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { weekdayText } from '@/lib/time/date-text'
import type { JapanMonth } from '@/lib/time/japan-month'
import { absentWord } from '@/lib/statements/list-words'
import type { StatementListName } from '@/lib/statements/statement-lists'
import { describeMonth } from './describe-statement'

/** The words that the parts of a sheet share. */
export function useStatementWords() {
  const t = useTranslations('statements')
  const format = useFormatter()
  const locale = useLocale()
  return {
    monthText: (month: JapanMonth) => describeMonth(month, t, locale),
    /** A day with its day of the week, a code, a number or a department. */
    keyText: (list: StatementListName, key: string) => {
      if (key === '') return t(`line.${absentWord(list)}`)
      return list === 'day' ? weekdayText(key, locale) : key
    },
    /** An amount that says whether it is more or less. */
    signedText: (amount: bigint | number) => format.number(amount, { signDisplay: 'exceptZero' }),
  }
}
