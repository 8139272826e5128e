import type { IncomingMessage } from 'node:http'

export interface BodyLimits {
  bodyBytesMax: number
  /** In which a body must have come whole. */
  bodySeconds: number
}

/**
 * Keeps the body of a request back until it has come whole: Next.js would hold as much of an unfinished one as
 * comes, for as long as it takes.
 * @param proceed is called once, with the whole body there to be read; at once where there is none.
 * @param refuse is called instead, once, for a body that is too large (413) or too slow (408); what still comes of
 *   it is dropped. Neither is called where the client leaves before.
 */
export function gatherBody(
  request: IncomingMessage,
  { bodyBytesMax, bodySeconds }: BodyLimits,
  proceed: () => void,
  refuse: (status: 408 | 413) => void,
): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (encoding === undefined && Number(length ?? 0) === 0) return proceed()

  // Node.js gives each piece of a body, and null at its end, to `push`.
  const push = request.push.bind(request)
  let pieces: Buffer[] = []
  let bytes = 0
  const end = () => {
    clearTimeout(timer)
    request.push = push
    for (const piece of pieces) push(piece)
    push(null)
    proceed()
  }
  const stop = (status: 408 | 413) => {
    clearTimeout(timer)
    pieces = []
    request.push = (piece: Buffer | null) => piece !== null || push(null)
    refuse(status)
  }
  const timer = setTimeout(() => stop(408), bodySeconds * 1_000)
  request.once('close', () => clearTimeout(timer))
  request.push = (piece: Buffer | null) => {
    if (piece === null) {
      end()
      return false
    }
    bytes += piece.length
    if (bytes > bodyBytesMax) stop(413)
    else pieces.push(piece)
    return true
  }
  if (Number(length ?? 0) > bodyBytesMax) stop(413)
}
