import { IncomingMessage, Server, ServerResponse } from 'node:http'
import { withResponse } from '@/lib/response-status'

/** Carries the address of the connection's other end to where requests are handled; clients cannot set it. */
export const peerAddressHeader = 'x-peer-address'

/**
 * Makes every HTTP server of this process stamp the peer's address on each request, and keep its response within
 * reach of the page. Next.js hands neither to pages, and believes an `X-Forwarded-For` that anybody may send.
 */
export function prepareRequests(): void {
  const emit = Server.prototype.emit as (
    this: Server,
    event: string | symbol,
    ...values: unknown[]
  ) => boolean
  Server.prototype.emit = function (this: Server, event: string | symbol, ...values: unknown[]) {
    const [request, response] = values
    const proceed = () => emit.call(this, event, ...values)
    if (event !== 'request' || !(request instanceof IncomingMessage) || !(response instanceof ServerResponse))
      return proceed()
    request.headers[peerAddressHeader] = request.socket.remoteAddress ?? ''
    return withResponse(response, proceed)
  }
}
