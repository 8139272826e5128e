import { randomUUID } from 'node:crypto'
import { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { readSessionCookie } from '@/lib/auth/read-session-cookie'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { countRequest } from '@/lib/metrics/counters'
import { paths } from '@/lib/paths'
import { answerRefusal, answerSocket } from './answer-refusal'
import { clientAddress, networkOf } from './client-address'
import { newRequestId, withRequest, type CurrentRequest } from './current-request'
import { gatherBody } from './gather-body'
import { explainOutdatedForm } from './outdated-form'
import { isOfApi, normalizeHead, refusalOf } from './refusal'
import requestLimits from './request-limits.json'
import { securityHeaders } from './security-headers'
import { isStopping, noteServer } from './stop-servers'

type Limits = typeof requestLimits

/**
 * Puts a door before every HTTP server of this process, the only place where the portal changes what Node.js
 * does: Next.js makes its server itself, hands pages neither connection nor response, and answers 500 to, or waits
 * for ever at, much of what a client may send (docs/decisions/0040).
 *
 * A request passes once its head is good (`refusalOf`) and its body is there (`gatherBody`); every answer has the
 * security headers. One of a program loses its cookies: its key alone says who it is.
 */
export function prepareServer(limits: Limits = requestLimits): void {
  const emit = Server.prototype.emit as (
    this: Server,
    event: string | symbol,
    ...values: unknown[]
  ) => boolean
  const known = new WeakSet<Server>()
  Server.prototype.emit = function (this: Server, event: string | symbol, ...values: unknown[]) {
    const [request, response] = values
    if (event === 'connection') {
      if (!known.has(this)) {
        known.add(this)
        setUp(this, limits)
        noteServer(this)
      }
      // Node.js keeps an address that was asked for: afterwards it is known when the client has gone, too.
      void (request as Socket).remoteAddress
    }
    if (event !== 'request' || !(request instanceof IncomingMessage) || !(response instanceof ServerResponse))
      return emit.call(this, event, ...values)
    admit(request, response, limits, (current) =>
      withRequest(current, () => emit.call(this, event, ...values)),
    )
    return true
  }
}

function setUp(server: Server, { bodySeconds, headersSeconds }: Limits): void {
  server.headersTimeout = headersSeconds * 1_000
  server.requestTimeout = bodySeconds * 1_000
  // Nothing here speaks another protocol, and Next.js neither answers nor closes what asks for one. Without a
  // listener Node.js takes it as the ordinary request that it is too. In development pages are renewed that way.
  if (env.mode === 'production') server.removeAllListeners('upgrade')
  server.on('connect', (_request, socket) => answerSocket(socket, 405))
  server.on('checkExpectation', (_request, response) => answerRefusal(response, { code: 'badRequest' }))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse }
    if (error.code === 'ECONNRESET' || answer?.headersSent) socket.destroy(error)
    else answerSocket(socket, statusOf(error))
  })
}

function statusOf({ code }: NodeJS.ErrnoException): 400 | 408 | 431 {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}

function admit(
  request: IncomingMessage,
  response: ServerResponse,
  limits: Limits,
  handle: (current: CurrentRequest) => void,
): void {
  const { peerAddress, requestId, isForwarded } = notePeer(request)
  if (!isForwarded) countRequest(request, response)
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  response.setHeader('X-Request-Id', requestId)
  if (isStopping()) response.shouldKeepAlive = false
  // Next.js would take the nonce of a page from these.
  delete request.headers['content-security-policy']
  delete request.headers['content-security-policy-report-only']
  if (request.headers.upgrade !== undefined) response.shouldKeepAlive = false
  if (!isForwarded) warnOfProxy(request)

  normalizeHead(request)
  if (isOfApi(request)) delete request.headers.cookie
  const refusal = refusalOf(request)
  if (refusal) return answerRefusal(response, refusal)
  const current = { requestId, response, peerAddress, isUnreadForm: mayBeAction(request) }
  if (current.isUnreadForm) blameSender(current)
  if (current.isUnreadForm && request.headers['next-action'] === undefined) explainOutdatedForm(response)
  const { bodyBytesMax, bodySeconds } = limits
  gatherBody(
    request,
    senderOf(request, peerAddress),
    { bodyBytesMax: isImport(request) ? limits.importBodyBytesMax : bodyBytesMax, bodySeconds },
    (bytes, release) => {
      response.once('close', release)
      if (bytes <= bodyBytesMax) return handle(current)
      void hasSessionCookie(request).then((isSignedIn) =>
        isSignedIn ? handle(current) : answerRefusal(response, { code: 'bodyTooLarge' }),
      )
    },
    (refusalOfBody) => answerRefusal(response, refusalOfBody),
  )
}

/** Whether a request sends a list of names, the one form that may be larger than others. */
const isImport = ({ method, url }: IncomingMessage) =>
  method === 'POST' && url?.split('?', 1)[0] === paths.numberImport()

/**
 * Whether the server's own key opens the request's session cookie: nothing of what strangers send is read beyond the
 * limit of all other forms. Whether that session still holds, the action asks.
 */
const hasSessionCookie = async ({ headers }: IncomingMessage) =>
  (await readSessionCookie(headers.cookie)) !== undefined

/** Next.js sends some requests on to this very process, with their headers: the token shows which of these are ours. */
const peerHeader = 'x-portal-peer'
const peerToken = randomUUID()

/** The other end of the connection and the request's number: of a request that Next.js sends on, those of the first. */
function notePeer({ headers, socket }: IncomingMessage) {
  const [token, number, address] = String(headers[peerHeader]).split(' ')
  const isForwarded = token === peerToken
  const requestId = isForwarded ? number! : newRequestId()
  const peerAddress = isForwarded ? address || undefined : socket.remoteAddress
  headers[peerHeader] = `${peerToken} ${requestId} ${peerAddress ?? ''}`
  return { peerAddress, requestId, isForwarded }
}

/** The network whose bodies are counted together. */
function senderOf({ headers }: IncomingMessage, peerAddress: string | undefined): string {
  return networkOf(clientAddress((name) => headers[name]?.toString(), peerAddress) ?? '')
}

/** Whether Next.js reads the request as the call of an action. */
const mayBeAction = ({ method, headers }: IncomingMessage) =>
  method === 'POST' &&
  (headers['next-action'] !== undefined || /^multipart\/form-data/i.test(headers['content-type'] ?? ''))

/** Makes a 500 a 400 where no action of ours got the form: Next.js could not read it, and says 500 to that. */
function blameSender(current: CurrentRequest): void {
  const { response } = current
  const writeHead = response.writeHead.bind(response) as (...values: unknown[]) => ServerResponse
  response.writeHead = ((status: number, ...rest: unknown[]) =>
    writeHead(status === 500 && current.isUnreadForm ? 400 : status, ...rest)) as typeof response.writeHead
}

let hasWarnedOfProxy = false

/** Says once that customers share one address, and its limit, because the proxy's header is not named. */
function warnOfProxy({ headers }: IncomingMessage): void {
  if (hasWarnedOfProxy || env.trustedProxyHeader || headers['x-forwarded-for'] === undefined) return
  hasWarnedOfProxy = true
  log.error(
    'A proxy sends X-Forwarded-For, but TRUSTED_PROXY_HEADER is not set: ' +
      'all customers count as one address, and one of them can use up its limit of failed sign-ins for all',
  )
}
