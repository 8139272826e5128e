import { NextResponse, type NextRequest } from 'next/server'
import { securityHeaders } from '@/lib/auth/security-headers'

/** Gives each page its Content-Security-Policy with a nonce of its own. Who may see a page, the page decides. */
export function proxy(request: NextRequest) {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const added = securityHeaders(nonce)
  const headers = new Headers(request.headers)
  // Next.js reads the nonce for its own scripts from here.
  headers.set('Content-Security-Policy', added['Content-Security-Policy'])
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(added)) response.headers.set(name, value)
  return response
}

export const config = { matcher: '/((?!_next/static|_next/image|favicon.ico|icon.svg).*)' }
