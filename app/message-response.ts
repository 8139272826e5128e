import { getLocale, getTranslations } from 'next-intl/server'
import { escapeHtml } from '@/lib/escape-html'

/**
 * A page of one sentence and one link, for an address that answers with a file and has none to give.
 * @param link where to go on.
 */
export async function messageResponse(
  { status, headers }: { status: number; headers?: Record<string, string> },
  message: string,
  link: { href: string; text: string },
): Promise<Response> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('service')])
  const html = `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(t('name'))}</title></head>
<body><main><h1>${escapeHtml(t('name'))}</h1>
<p>${escapeHtml(message)}</p>
<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p></main></body>
</html>
`
  return new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
