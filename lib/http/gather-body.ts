import type { IncomingMessage } from 'node:http'
import type { RequestRefusal } from '@/lib/errors'
import { heldBodies } from './held-bodies'

export interface BodyLimits {
  bodyBytesMax: number
  /** In which a body must have come whole. */
  bodySeconds: number
}

const firstBytes = 4_096

/**
 * Keeps the body of a request back until it has come whole: Next.js would hold as much of an unfinished one as
 * comes, for as long as it takes. It is kept in one buffer, however small the pieces are in which it comes.
 * @param sender the network that it comes from, see `heldBodies`.
 * @param proceed is called once, with the whole body there to be read; at once where there is none. It is given how
 *   many bytes there are, and what gives their memory back: others may have it once the request is answered.
 * @param refuse is called instead, once, for a body that is too large or too slow, or where bodies take all the memory
 *   that they may; what still comes of it is dropped. Neither is called where the client leaves
 *   before.
 */
export function gatherBody(
  request: IncomingMessage,
  sender: string,
  { bodyBytesMax, bodySeconds }: BodyLimits,
  proceed: (bytes: number, release: () => void) => void,
  refuse: (refusal: RequestRefusal) => void,
): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && Number(length ?? 0) === 0) return proceed(0, () => {})

  // Node.js gives each piece of a body, and null at its end, to `push`.
  const push = request.push.bind(request)
  const held = heldBodies.begin(sender)
  let body = Buffer.alloc(0)
  let bytes = 0
  const forget = () => {
    clearTimeout(timer)
    held.end()
    body = Buffer.alloc(0)
  }
  const end = () => {
    const whole = body.subarray(0, bytes)
    clearTimeout(timer)
    request.off('close', forget)
    body = Buffer.alloc(0)
    request.push = push
    if (whole.length > 0) push(whole)
    push(null)
    proceed(bytes, held.end)
  }
  const stop = (refusal: RequestRefusal) => {
    forget()
    request.push = (piece: Buffer | null) => piece !== null || push(null)
    refuse(refusal)
  }
  const add = (piece: Buffer) => {
    const needed = bytes + piece.length
    if (needed > bodyBytesMax) return stop({ code: 'bodyTooLarge' })
    if (needed > body.length) {
      const grown = Math.min(bodyBytesMax, Math.max(firstBytes, body.length * 2, needed))
      if (!held.grow(grown)) return stop({ code: 'overloaded' })
      const larger = Buffer.alloc(grown)
      body.copy(larger, 0, 0, bytes)
      body = larger
    }
    piece.copy(body, bytes)
    bytes = needed
  }
  const timer = setTimeout(() => stop({ code: 'bodyTooSlow' }), bodySeconds * 1_000)
  request.once('close', forget)
  request.push = (piece: Buffer | null) => {
    if (piece === null) {
      end()
      return false
    }
    add(piece)
    return true
  }
  if (Number(length ?? 0) > bodyBytesMax) stop({ code: 'bodyTooLarge' })
}
