import { useFormatter, useTranslations } from 'next-intl'
import { dateText } from '@/lib/time/date-text'
import { japanInstant } from '@/lib/time/japan-time'
import type { JapanMonth } from '@/lib/time/japan-month'
import { absentWord } from '@/lib/statements/list-words'
import type { StatementListName } from '@/lib/statements/statement-lists'
import { describeMonth } from './describe-statement'

/** The words that the parts of a sheet share. */
export function useStatementWords() {
  const t = useTranslations('statements')
  const format = useFormatter()
  return {
    monthText: (month: JapanMonth) => describeMonth(month, t),
    /** A day with its day of the week, a code, a number or a department. */
    keyText: (list: StatementListName, key: string) => {
      if (key === '') return t(`line.${absentWord(list)}`)
      if (list !== 'day') return key
      const weekday = format.dateTime(japanInstant(key, 0), { weekday: 'short', timeZone: 'Asia/Tokyo' })
      return `${dateText(key)} (${weekday})`
    },
    /** An amount that says whether it is more or less. */
    signedText: (amount: bigint | number) => format.number(amount, { signDisplay: 'exceptZero' }),
  }
}
