import type { NextRequest } from 'next/server'
import { currentUser } from '@/lib/auth/require-user'
import { downloadState } from '@/lib/usage/download-state'

const headers = { 'Cache-Control': 'no-store' }

/** How a download of the user's own stands, for the page that began it. */
export async function GET(request: NextRequest): Promise<Response> {
  const user = await currentUser()
  if (!user) return Response.json({ state: 'signedOut' }, { status: 401, headers })
  const ticket = request.nextUrl.searchParams.get('ticket') ?? ''
  return Response.json({ state: await downloadState(user, ticket, new Date()) }, { headers })
}
