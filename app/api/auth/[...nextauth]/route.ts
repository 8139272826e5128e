import type { NextRequest } from 'next/server'
import { handlers } from '@/lib/auth/next-auth'

/** What of next-auth has an address. Its session endpoint has none: it would hand the session's id to scripts. */
const reachable = {
  GET: ['csrf', 'error', 'signin', 'signout'],
  POST: ['callback/credentials', 'signout'],
}

const isReachable = (method: keyof typeof reachable, request: NextRequest) =>
  reachable[method].includes(request.nextUrl.pathname.replace('/api/auth/', ''))

const notFound = () => new Response(null, { status: 404 })

export const GET = (request: NextRequest) =>
  isReachable('GET', request) ? handlers.GET(request) : notFound()

export const POST = (request: NextRequest) =>
  isReachable('POST', request) ? handlers.POST(request) : notFound()
