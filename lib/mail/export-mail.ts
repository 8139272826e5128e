import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { paths } from '@/lib/paths'
import { monthText } from '@/lib/time/date-text'
import type { JapanMonth } from '@/lib/time/japan-month'
import { minuteText } from '@/lib/time/time-text'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'
import { pageLink } from './page-link'

/**
 * Tells that a bulk export is ready, or that it failed. It says nothing of the usage, nor of what was searched.
 * @param expiresAt until when its files are kept; null of one that failed.
 * @param month of a set that was asked for by itself.
 */
export function exportMail({
  to,
  locale,
  expiresAt,
  month,
}: {
  to: string
  locale: Locale
  expiresAt: Date | null
  month?: JapanMonth
}): Mail {
  const t = translator(locale, 'mail')
  const kind = expiresAt ? 'exportReady' : 'exportFailed'
  return mailFromParagraphs({
    to,
    locale,
    subject: t(`${kind}.subject`),
    paragraphs: [
      month ? t(`${kind}.monthly`, { month: monthText(month, locale) }) : t(`${kind}.lead`),
      ...(expiresAt ? [t('exportReady.kept', { until: minuteText(expiresAt, locale) })] : []),
      ...pageLink(paths.exports()),
    ],
  })
}
