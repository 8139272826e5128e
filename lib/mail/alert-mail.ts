import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { paths } from '@/lib/paths'
import { monthText } from '@/lib/time/date-text'
import type { JapanMonth } from '@/lib/time/japan-month'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'
import { pageLink } from './page-link'

/**
 * Tells that a month has passed the amount that its contract has set, or that it no longer does. The only figure is
 * that amount: what the month comes to stands on its sheet.
 */
export function alertMail({
  to,
  locale,
  contractNumber,
  amount,
  month,
  isWithdrawn,
}: {
  to: string
  locale: Locale
  contractNumber: string
  /** yen */
  amount: bigint
  month: JapanMonth
  isWithdrawn: boolean
}): Mail {
  const t = translator(locale, 'mail')
  const kind = isWithdrawn ? 'alertWithdrawn' : 'alertPassed'
  const values = { contract: contractNumber, month: monthText(month, locale), amount: Number(amount) }
  return mailFromParagraphs({
    to,
    locale,
    subject: t(`${kind}.subject`, values),
    paragraphs: [
      t(`${kind}.lead`, values),
      t(`${kind}.more`),
      ...pageLink(paths.statement(month)),
      t('alertOff', values),
    ],
  })
}
