import { getTranslations } from 'next-intl/server'
import { unstable_rethrow } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { paths } from '@/lib/paths'
import { logFailure } from './log-failure'
import { messageResponse } from './message-response'

/**
 * An address that answers with a file, or tells of an unexpected error with the sentence that pages have for it:
 * the browser would else show a message of its own.
 */
export function withErrorResponse<Context>(
  answer: (request: NextRequest, context: Context) => Promise<Response>,
) {
  return async (request: NextRequest, context: Context): Promise<Response> => {
    try {
      return await answer(request, context)
    } catch (error) {
      unstable_rethrow(error)
      const id = logFailure(error)
      const t = await getTranslations('errors')
      const message = `${t('failed')} ${t('failedId', { id })}`
      return messageResponse({ status: 500 }, message, { href: paths.menu(), text: t('toMenu') })
    }
  }
}
