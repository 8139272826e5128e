import type { NextRequest } from 'next/server'
import { handlers } from '@/lib/auth/next-auth'

/** The addresses of next-auth that the portal serves. Its session endpoint has none: it would hand the session's id to scripts. */
const reachable = {
  GET: ['csrf', 'error', 'signin', 'signout'],
  POST: ['callback/credentials', 'signout'],
}

const isReachable = (method: keyof typeof reachable, request: NextRequest) =>
  reachable[method].includes(request.nextUrl.pathname.replace('/api/auth/', ''))

/**
 * Whether next-auth can read where to go on: it takes an address or a cookie that it cannot read for a fault of its
 * configuration, a 500, before it asks `redirectTarget`. What a body says is left to that.
 */
function hasGoodCallback({ nextUrl, cookies }: NextRequest): boolean {
  const inCookies = cookies.getAll().filter(({ name }) => name.endsWith('authjs.callback-url'))
  return [...nextUrl.searchParams.getAll('callbackUrl'), ...inCookies.map(({ value }) => value)]
    .filter((value) => value !== '')
    .every((value) => {
      const base = value.startsWith('/') ? nextUrl.origin : undefined
      return URL.canParse(value, base) && /^https?:$/.test(new URL(value, base).protocol)
    })
}

function answer(method: keyof typeof reachable, request: NextRequest): Response | Promise<Response> {
  if (!isReachable(method, request)) return new Response(null, { status: 404 })
  if (!hasGoodCallback(request)) return new Response(null, { status: 400 })
  return handlers[method](request)
}

export const GET = (request: NextRequest) => answer('GET', request)

export const POST = (request: NextRequest) => answer('POST', request)
