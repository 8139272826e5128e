import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { RecordTable } from '@/components/table/record-table'
import type { StatementCorrection } from '@/lib/statements/loads'
import { dayText } from '@/lib/time/date-text'
import { minuteText } from '@/lib/time/time-text'
import { useStatementWords } from './statement-words'

const headings = [
  ['date', false],
  ['at', false],
  ['recordsBefore', true],
  ['recordsAfter', true],
  ['before', true],
  ['after', true],
  ['difference', true],
  ['closing', false],
] as const

interface StatementCorrectionsProps {
  corrections: StatementCorrection[]
  isClosed: boolean
}

/** Which days were replaced after their first load: when, and what they came to before and after. */
export function StatementCorrections({ corrections, isClosed }: StatementCorrectionsProps) {
  const t = useTranslations('statements.corrections')
  const format = useFormatter()
  const locale = useLocale()
  const { signedText } = useStatementWords()
  return (
    <section aria-labelledby="corrections" className="flex flex-col gap-2">
      <h2 id="corrections" className="text-20 font-bold">
        {t('title')}
      </h2>
      {corrections.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <p className="text-14 text-quiet">{t('lead')}</p>
          <RecordTable
            caption={t('caption')}
            columns={headings.map(([heading, isNumber]) => ({ heading: t(heading), isNumber }))}
            rows={corrections.map(({ date, correctedAt, before, after, isAfterClosing }) => [
              dayText(date, locale),
              minuteText(correctedAt, locale),
              before ? format.number(before.records) : t('wasMissing'),
              format.number(after.records),
              before ? format.number(before.charge) : t('wasMissing'),
              format.number(after.charge),
              signedText(after.charge - (before?.charge ?? 0n)),
              isClosed ? t(isAfterClosing ? 'afterClosing' : 'beforeClosing') : t('notClosed'),
            ])}
          />
        </>
      )}
    </section>
  )
}
