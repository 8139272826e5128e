/** A request is refused before a page or a handler looks at it. */
type DoorRefusal = {
  code: 'badRequest' | 'foreignOrigin' | 'methodNotAllowed' | 'bodyTooSlow' | 'bodyTooLarge' | 'overloaded'
}

/** There is no such thing, or it belongs to somebody else: both are told in the same words. */
type NotFound = { code: 'notFound' }

/**
 * Everything that the portal refuses in words of its own: `refusals.<code>` in the message catalogues, with the values
 * that those words name. Any other error is unexpected: it is logged once and shown as a fixed sentence with its number.
 */
export type Refusal = DoorRefusal | NotFound

/** A refusal on its way to what answers: a page, a handler, an action or a command. */
export class PortalError extends Error {
  override name = 'PortalError'

  /** The message is for the log: the code and the values. */
  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(Object.values(refusal).join(' '), options)
  }
}

interface RefusalAnswer {
  status: number
  /** After so many seconds the request may be made again. */
  retrySeconds?: number
}

/** What an answer over HTTP says of each refusal. */
const answers: Record<Refusal['code'], RefusalAnswer> = {
  badRequest: { status: 400 },
  foreignOrigin: { status: 403 },
  notFound: { status: 404 },
  methodNotAllowed: { status: 405 },
  bodyTooSlow: { status: 408 },
  bodyTooLarge: { status: 413 },
  overloaded: { status: 503, retrySeconds: 30 },
}

/** The status and headers with which a refusal is answered. */
export function refusalAnswer({ code }: Refusal): { status: number; headers: Record<string, string> } {
  const { status, retrySeconds } = answers[code]
  return { status, headers: retrySeconds === undefined ? {} : { 'Retry-After': String(retrySeconds) } }
}

/** A refusal in words. @param t the texts of `refusals`, in the language of those who are refused. */
export function refusalText(
  t: (code: Refusal['code'], values: Record<string, string | number>) => string,
  { code, ...values }: Refusal,
): string {
  return t(code, values)
}
