import type { ServerResponse } from 'node:http'
import { describeRefusal } from './answer-refusal'

/** Next.js sets it where it does not know the action of a form. */
const unknownActionHeader = 'x-nextjs-action-not-found'

/**
 * Puts a page in the place of Next.js's few words, in English and without markup, about a form whose action it does not know:
 * another version of the portal rendered it, or nobody did. Only for a form that a browser posts without JavaScript; the
 * portal's own script reads the header, and says it above the form.
 */
export function explainOutdatedForm(response: ServerResponse): void {
  let page: string | undefined
  const writeHead = response.writeHead.bind(response) as (...values: unknown[]) => ServerResponse
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (!response.hasHeader(unknownActionHeader)) return writeHead(status, ...rest)
    const code = status === 409 ? 'formOutdated' : 'badRequest'
    const refusal = describeRefusal(response.req, { code })
    page = refusal.body
    response.removeHeader('ETag')
    return writeHead(refusal.status, refusal.headers)
  }) as typeof response.writeHead

  const write = response.write.bind(response) as (...values: unknown[]) => boolean
  response.write = ((...values: unknown[]) => page !== undefined || write(...values)) as typeof response.write

  const end = response.end.bind(response) as (...values: unknown[]) => ServerResponse
  response.end = ((...values: unknown[]) => {
    if (!response.headersSent && response.hasHeader(unknownActionHeader))
      response.writeHead(response.statusCode)
    return page === undefined ? end(...values) : end(page)
  }) as typeof response.end
}
