import { getLocale, getTranslations } from 'next-intl/server'
import { messagePage } from '@/lib/http/message-page'

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
  return new Response(messagePage({ locale, title: t('name'), message, link }), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
