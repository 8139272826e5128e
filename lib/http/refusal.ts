import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/env'
import { isRouterState } from './router-state'

/** What is refused before anything looks at it, by the status that says why (`refusals.<status>` has the words). */
export type RefusalStatus = 400 | 403 | 404 | 405 | 408 | 413

/** What the portal's pages, forms and files need. */
const methods = ['GET', 'HEAD', 'POST']

export const allowedMethods = methods.join(', ')

/**
 * Decides whether a request is refused for what its head says: Next.js answers 500 to much of that, or reads it
 * from elsewhere than we do.
 * @returns the status, or undefined for a request that may go on.
 */
export function refusalOf(request: IncomingMessage): RefusalStatus | undefined {
  const path = decodedPath(request.url)
  if (
    path === undefined ||
    !hasGoodHost(request) ||
    !isRouterState(request.headers['next-router-state-tree'])
  )
    return 400
  if (!methods.includes(request.method ?? '')) return 405
  if (isInternal(path)) return 404
  if (request.method !== 'POST') return undefined
  if (path.startsWith('/_next/') && env.mode === 'production') return 405
  return isOfForeignOrigin(request) ? 403 : undefined
}

/** The path of an address, decoded; undefined where it cannot be, or is not a path. */
function decodedPath(url = ''): string | undefined {
  try {
    const path = decodeURIComponent(url.split('?', 1)[0]!)
    // What no keyboard types, no address holds; a backslash is a slash to some and not to others.
    return path.startsWith('/') && !/[\p{Cc}\\]/u.test(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** What Next.js has for itself. Of all that, browsers need the files of the build alone. */
function isInternal(path: string): boolean {
  if (path.startsWith('/_next/')) return env.mode === 'production' && !path.startsWith('/_next/static/')
  return /^\/+_/.test(path) && env.mode === 'production'
}

const hostOf = (value: string): string | undefined =>
  URL.canParse(`http://${value}`) && !/[/?#@\s]/.test(value) ? new URL(`http://${value}`).host : undefined

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
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== requestHost(request)
}
