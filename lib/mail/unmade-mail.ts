import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { paths } from '@/lib/paths'
import { monthText } from '@/lib/time/date-text'
import type { JapanMonth } from '@/lib/time/japan-month'
import { mailFromParagraphs } from './mail-from-paragraphs'
import type { Mail } from './mail'
import { pageLink } from './page-link'

/** Tells that the files of a month were not made by themselves. Why is on the page alone: a mail holds no usage data. */
export function unmadeMail({ to, locale, month }: { to: string; locale: Locale; month: JapanMonth }): Mail {
  const t = translator(locale, 'mail')
  return mailFromParagraphs({
    to,
    locale,
    subject: t('exportUnmade.subject'),
    paragraphs: [
      t('exportUnmade.lead', { month: monthText(month, locale) }),
      ...pageLink(paths.exportsMonthly()),
    ],
  })
}
