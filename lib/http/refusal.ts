import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/env'
import type { RequestRefusal } from '@/lib/errors'
import { isApiPath } from '@/lib/api-paths'
import { isRouterState } from './router-state'

/** `http://host/path` as a target, which a server must take (RFC 9112, 3.2.2). */
const originOfTarget = /^https?:\/\/[^/?#]*/i

/**
 * Writes the head of a request the one way that everything behind reads alike: its target as a path, a host where
 * HTTP/1.0 needs none, and no port that the browser's own `Origin` leaves out.
 */
export function normalizeHead(request: IncomingMessage): void {
  const { headers, httpVersion, url = '' } = request
  if (originOfTarget.test(url)) request.url = url.replace(originOfTarget, '').replace(/^(?!\/)/, '/')
  if (headers.host === undefined && httpVersion === '1.0')
    headers.host = new URL(env.authUrl ?? 'http://localhost').host
  const origin = originUrl(headers.origin)
  for (const name of ['host', 'x-forwarded-host'] as const) {
    const host = headers[name]?.toString()
    if (origin && host && hostOf(host, origin.protocol) === origin.host) headers[name] = origin.host
  }
}

const originUrl = (origin: string | undefined): URL | undefined =>
  origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined

/** What the portal's pages, forms and files need. */
const methods = ['GET', 'HEAD', 'POST']

/** What the addresses for programs answer: each says by itself which of these it does not take. */
const apiMethods = [...methods, 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export const allowedMethods = methods.join(', ')

/**
 * Decides whether a request is refused for what its head says: Next.js answers 500 to much of that, or reads it
 * from elsewhere than we do.
 * @returns undefined for a request that may go on.
 */
export function refusalOf(request: IncomingMessage): RequestRefusal | undefined {
  const path = decodedPath(request.url)
  if (
    path === undefined ||
    !hasGoodHost(request) ||
    !isRouterState(request.headers['next-router-state-tree'])
  )
    return { code: 'badRequest' }
  const { method = '' } = request
  if (!(isOfApi(request) ? apiMethods : methods).includes(method)) return { code: 'methodNotAllowed' }
  if (isInternal(path)) return { code: 'notFound' }
  if (method === 'GET' || method === 'HEAD') return undefined
  if (path.startsWith('/_next/') && env.mode === 'production') return { code: 'methodNotAllowed' }
  return isOfForeignOrigin(request) ? { code: 'foreignOrigin' } : undefined
}

/**
 * Whether a request is of a program with a key: what its address could be read as decides. No other address begins so,
 * however it is spelt.
 */
export function isOfApi({ url = '' }: IncomingMessage): boolean {
  const path = decodedPath(url) ?? url.split('?', 1)[0]!
  return isApiPath(path.replace(/\/{2,}/g, '/').toLowerCase())
}

/** `.` and `..` as segments: browsers and programs resolve them before they ask, some behind would and others not. */
const dotSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i

/** The path of an address, decoded; undefined where it cannot be, is not a path, or can be read in two ways. */
function decodedPath(url = ''): string | undefined {
  const raw = url.split('?', 1)[0]!
  if (!raw.startsWith('/') || dotSegment.test(raw)) return undefined
  try {
    const path = decodeURIComponent(raw)
    // What no keyboard types, no address holds; a backslash is a slash to some and not to others.
    return /[\p{Cc}\\]/u.test(path) ? undefined : path
  } catch {
    return undefined
  }
}

/** What Next.js has for itself. Of all that, browsers need the files of the build alone. */
function isInternal(path: string): boolean {
  return env.mode === 'production' && /^\/+_/.test(path) && !path.startsWith('/_next/static/')
}

/** A host and its port, but for that of the protocol; undefined for anything else. */
function hostOf(value: string, protocol = 'http:'): string | undefined {
  const url = `${protocol}//${value}`
  return URL.canParse(url) && !/[/?#@\s]/.test(value) ? new URL(url).host : undefined
}

/** The host that the browser asked for; behind a proxy, the one that the proxy was asked for. */
function requestHost({ headers }: IncomingMessage): string | undefined {
  const forwarded = headers['x-forwarded-host']
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0]?.trim()
  return hostOf(first || (headers.host ?? ''))
}

function hasGoodHost(request: IncomingMessage): boolean {
  return hostOf(request.headers.host ?? '') !== undefined && requestHost(request) !== undefined
}

/** Whether a form was sent by a page of another site. A request without `Origin` is not of a browser's forms. */
function isOfForeignOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers
  return origin !== undefined && originUrl(origin)?.host !== requestHost(request)
}
