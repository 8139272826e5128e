import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { ErrorMessage } from '@/components/layout/error-message'
import { RefusalMessage } from '@/components/layout/refusal-message'
import { refusalAnswer } from '@/lib/errors'
import { refusalOfFailure } from '@/lib/http/request-failure'
import { setResponseStatus } from '@/lib/http/response-status'
import { logFailure } from './log-failure'

/**
 * A page that shows a refusal in its words, and an unexpected error as the fixed sentence, in HTML: `error.tsx` needs
 * a browser that runs scripts, and without one the answer would be empty.
 */
export function withErrorMessage<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function Page(props: Props): Promise<ReactNode> {
    try {
      return await page(props)
    } catch (error) {
      unstable_rethrow(error)
      const refusal = refusalOfFailure(error)
      if (refusal) {
        setResponseStatus(refusalAnswer(refusal).status)
        return <RefusalMessage refusal={refusal} />
      }
      setResponseStatus(500)
      return <ErrorMessage id={logFailure(error)} />
    }
  }
}
