import { getTranslations } from 'next-intl/server'
import { unstable_rethrow } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { refusalAnswer, refusalText } from '@/lib/errors'
import { refusalOfFailure } from '@/lib/http/request-failure'
import { paths } from '@/lib/paths'
import { logFailure } from './log-failure'
import { messageResponse } from './message-response'

/**
 * An address that answers with a file, or with a page that says why not: a refusal in its words, an unexpected error
 * in the sentence that pages have for it. The browser would else show a message of its own.
 */
export function withErrorResponse<Context>(
  answer: (request: NextRequest, context: Context) => Promise<Response>,
) {
  return async (request: NextRequest, context: Context): Promise<Response> => {
    try {
      return await answer(request, context)
    } catch (error) {
      unstable_rethrow(error)
      const t = await getTranslations()
      const refusal = refusalOfFailure(error)
      const link =
        refusal?.code === 'firstPassword'
          ? { href: paths.password(), text: t('refusals.toPassword') }
          : { href: paths.menu(), text: t('refusals.toMenu') }
      if (refusal) {
        const words = refusalText(await getTranslations('refusals'), refusal)
        return messageResponse(refusalAnswer(refusal), words, link)
      }
      const id = logFailure(error)
      return messageResponse({ status: 500 }, `${t('errors.failed')} ${t('errors.failedId', { id })}`, link)
    }
  }
}
