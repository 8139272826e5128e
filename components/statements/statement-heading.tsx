import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { DataText } from '@/components/ui/data-text'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { paths } from '@/lib/paths'
import type { Statement } from '@/lib/statements/read-statement'
import { dayText } from '@/lib/time/date-text'
import { minuteText } from '@/lib/time/time-text'
import { usageKinds } from '@/lib/usage/search'
import { describeState } from './describe-statement'
import { useStatementWords } from './statement-words'

interface StatementHeadingProps {
  statement: Statement
  contract: { number: string; name: string }
}

/** What the sheet is of, as of when, and what is missing from it. */
export function StatementHeading({ statement, contract }: StatementHeadingProps) {
  const t = useTranslations('statements')
  const format = useFormatter()
  const locale = useLocale()
  const { signedText } = useStatementWords()
  const { by, month, asOf, closing, isRunning, missingDays, total, corrections } = statement
  const at = minuteText(asOf, locale)
  const lines = [
    { label: t('sheet.contract'), value: `${contract.number} ${contract.name}` },
    { label: t('sheet.asOf'), value: t('sheet.asOfValue', { at }) },
    { label: t('sheet.state'), value: describeState(statement, t, locale) },
  ]
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 tabular-nums">
        {lines.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-quiet">{label}</dt>
            <dd>
              <DataText>{value}</DataText>
            </dd>
          </div>
        ))}
        <dt className="text-quiet">{t('sheet.kind')}</dt>
        <dd className="flex flex-wrap gap-x-4">
          {usageKinds.map((kind) =>
            kind === by ? (
              <span key={kind} className="font-bold">
                {t(`kinds.${kind}`)}
              </span>
            ) : (
              <TextLink key={kind} href={paths.statement(month, { by: kind })} className="print:hidden">
                {t(`kinds.${kind}`)}
              </TextLink>
            ),
          )}
        </dd>
      </dl>
      {missingDays.length > 0 && (
        <Notice kind="warning">
          {t('sheet.missing', {
            count: missingDays.length,
            days: missingDays.map((day) => dayText(day, locale)).join(', '),
          })}
        </Notice>
      )}
      {isRunning && <Notice kind="information">{t('sheet.runningNote', { at })}</Notice>}
      {closing && corrections.some(({ isAfterClosing }) => isAfterClosing) && (
        <Notice kind="warning" title={t('corrections.closedTitle')}>
          {t('corrections.closed', {
            at: minuteText(closing.closedAt, locale),
            before: format.number(closing.figures.charge),
            after: format.number(total.charge),
            difference: signedText(total.charge - closing.figures.charge),
          })}
        </Notice>
      )}
    </div>
  )
}
