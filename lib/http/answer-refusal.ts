import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { refusalAnswer, refusalText, type RequestRefusal } from '@/lib/errors'
import { accountLocaleCookieName, localeCookieName, type Locale } from '@/lib/i18n/locale'
import { pageLocale } from '@/lib/i18n/page-locale'
import { translator } from '@/lib/i18n/translator'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { messagePage } from './message-page'
import { problemOf, problemType } from './problem'
import { allowedMethods, isOfApi } from './refusal'
import { securityHeaders } from './security-headers'

/** A refused body is read on for so long: a connection closed sooner would lose the answer. */
const lingerMilliseconds = 2_000

/** Answers with what says why, a page or a problem, and closes the connection once the answer is there. */
export function answerRefusal(response: ServerResponse, refusal: RequestRefusal): void {
  const { req: request } = response
  const { status, headers, body } = describeRefusal(request, refusal)
  response.writeHead(status, { ...headers, Connection: 'close' })
  if (request.method !== 'HEAD') response.write(body)
  if (request.complete) {
    response.end()
    return
  }
  const timer = setTimeout(() => response.end(), lingerMilliseconds)
  response.once('close', () => clearTimeout(timer))
  request.resume().once('end', () => response.end())
}

/** The answer to a refused request, and its note in the log. */
export function describeRefusal(
  request: IncomingMessage,
  refusal: RequestRefusal,
): { status: number; headers: Record<string, string | number>; body: string } {
  const { status, headers } = refusalAnswer(refusal)
  noteRefusal(request, status)
  const locale = requestedLocale(request)
  const [type, body] = isOfApi(request)
    ? [problemType, JSON.stringify(problemOf(refusal, locale))]
    : ['text/html; charset=utf-8', refusalPage(refusal, locale)]
  return {
    status,
    headers: {
      ...securityHeaders,
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      ...(status === 405 && { Allow: allowedMethods }),
      ...headers,
    },
    body,
  }
}

let hasWarnedOfOrigin = false

/** Notes a refusal in the log, without the address; the first one for its origin loudly, for a proxy may cause it. */
function noteRefusal({ method, headers }: IncomingMessage, status: number): void {
  log.info({ status, method }, 'request refused')
  if (status !== 403 || hasWarnedOfOrigin) return
  hasWarnedOfOrigin = true
  const { origin, host, 'x-forwarded-host': forwardedHost } = headers
  log.warn({ origin, host, forwardedHost }, 'a form was refused for its origin: does a proxy change Host?')
}

function refusalPage(refusal: RequestRefusal, locale: Locale): string {
  const t = translator(locale, 'refusals')
  // The empty address is that of the page whose form it was.
  const link =
    refusal.code === 'formOutdated'
      ? { href: '', text: t('toPageAnew') }
      : { href: paths.menu(), text: t('toMenu') }
  return messagePage({ locale, title: t('title'), message: refusalText(t, refusal), link })
}

function requestedLocale({ headers }: IncomingMessage): Locale {
  const cookies = new Map(
    headers.cookie?.split(';').map((pair) => pair.trim().split('=', 2) as [string, string | undefined]),
  )
  return pageLocale({
    chosen: cookies.get(localeCookieName),
    ofAccount: cookies.get(accountLocaleCookieName),
    accepted: headers['accept-language'],
  })
}

/** Answers what never became a request, without words, and closes the connection. */
export function answerSocket(socket: Duplex, status: 400 | 405 | 408 | 431): void {
  log.info({ status }, 'connection refused')
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const headers = {
    ...securityHeaders,
    'Content-Length': '0',
    Connection: 'close',
    ...(status === 405 && { Allow: allowedMethods }),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`, () => socket.destroy())
}
