import { NotFoundMessage } from '@/components/layout/not-found-message'
import { setResponseStatus } from '@/lib/http/response-status'

/** What a page returns where there is nothing that the user may see: status 404, readable without JavaScript. */
export function notFoundPage() {
  setResponseStatus(404)
  return <NotFoundMessage />
}
