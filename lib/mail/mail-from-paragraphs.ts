import escapeHtml from 'escape-html'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Mail } from './mail'

/** A line of text, or one that stands out. */
type Paragraph = string | { prominent: string }

/** A mail in text and HTML with the same words, the service centre's signature below. */
export function mailFromParagraphs({
  to,
  locale,
  subject,
  paragraphs,
}: {
  to: string
  locale: Locale
  subject: string
  paragraphs: Paragraph[]
}): Mail {
  const all = [...paragraphs, translator(locale, 'mail')('signature')]
  const text = all.map((paragraph) =>
    typeof paragraph === 'string' ? paragraph : `    ${paragraph.prominent}`,
  )
  const html = all.map((paragraph) =>
    typeof paragraph === 'string'
      ? `<p>${escapeHtml(paragraph)}</p>`
      : `<p style="font-size:28px;font-weight:bold;letter-spacing:4px">${escapeHtml(paragraph.prominent)}</p>`,
  )
  return {
    to,
    subject,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><body>${html.join('')}</body></html>`,
  }
}
