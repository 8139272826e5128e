import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { defaultLocale, isLocale, localeCookieName, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { paths } from '@/lib/paths'
import { messagePage } from './message-page'
import { allowedMethods, type RefusalStatus } from './refusal'
import { securityHeaders } from './security-headers'

/** What still comes of a refused body is taken for so long: a connection closed before would take the answer along. */
const lingerMilliseconds = 2_000

/** Answers with a page that says why, and closes the connection once the answer is there. */
export function answerRefusal(response: ServerResponse, status: RefusalStatus): void {
  const { req: request } = response
  const page = refusalPage(status, chosenLocale(request.headers.cookie))
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(status === 405 && { Allow: allowedMethods }),
  })
  if (request.method !== 'HEAD') response.write(page)
  if (request.complete) {
    response.end()
    return
  }
  const timer = setTimeout(() => response.end(), lingerMilliseconds)
  response.once('close', () => clearTimeout(timer))
  request.resume().once('end', () => response.end())
}

function refusalPage(status: RefusalStatus, locale: Locale): string {
  const t = translator(locale, 'refusals')
  const link = { href: paths.menu(), text: t('toMenu') }
  return messagePage({ locale, title: t('title'), message: t(`${status}`), link })
}

function chosenLocale(cookie = ''): Locale {
  const chosen = cookie
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === localeCookieName)?.[1]
  return isLocale(chosen) ? chosen : defaultLocale
}

/** Answers what never became a request, without words, and closes the connection. */
export function answerSocket(socket: Duplex, status: 400 | 405 | 408 | 431): void {
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
