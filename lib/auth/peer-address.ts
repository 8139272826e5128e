import { IncomingMessage, Server } from 'node:http'

/** Carries the address of the connection's other end to where requests are handled; clients cannot set it. */
export const peerAddressHeader = 'x-peer-address'

/**
 * Makes every HTTP server of this process stamp the peer's address on each request. Next.js hands no socket to
 * pages, and believes an `X-Forwarded-For` that anybody may send.
 */
export function stampPeerAddress(): void {
  const emit = Server.prototype.emit as (
    this: Server,
    event: string | symbol,
    ...values: unknown[]
  ) => boolean
  Server.prototype.emit = function (this: Server, event: string | symbol, ...values: unknown[]) {
    const [request] = values
    if (event === 'request' && request instanceof IncomingMessage)
      request.headers[peerAddressHeader] = request.socket.remoteAddress ?? ''
    return emit.call(this, event, ...values)
  }
}
