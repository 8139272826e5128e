import { NextResponse, type NextRequest } from 'next/server'
import { contentSecurityPolicy } from '@/lib/http/security-headers'

/** Gives each page its Content-Security-Policy with a nonce of its own. Who may see a page, the page decides. */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy(crypto.randomUUID().replaceAll('-', ''))
  const headers = new Headers(request.headers)
  // Next.js reads the nonce for its own scripts from here.
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

/**
 * All but the files of the build, the icons and what programs ask for, which have the policy without a nonce that every
 * answer has. The pictures of the help have one with a nonce: an address beside theirs is answered with the page that says
 * so.
 */
export const config = {
  matcher: '/((?!_next/static/|api/v1(?:/|$)|icon\\.svg$|apple-icon\\.png$).*)',
}
