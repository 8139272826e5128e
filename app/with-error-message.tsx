import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { ErrorMessage } from '@/components/layout/error-message'
import { setResponseStatus } from '@/lib/http/response-status'
import { logFailure } from './log-failure'

/**
 * A page that tells of an unexpected error with the fixed sentence, in HTML: `error.tsx` needs a browser that runs
 * scripts, and without one the answer would be empty.
 */
export function withErrorMessage<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async function Page(props: Props): Promise<ReactNode> {
    try {
      return await page(props)
    } catch (error) {
      unstable_rethrow(error)
      setResponseStatus(500)
      return <ErrorMessage id={logFailure(error)} />
    }
  }
}
