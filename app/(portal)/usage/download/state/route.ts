import type { NextRequest } from 'next/server'
import { withErrorResponse } from '@/app/with-error-response'
import { currentUser } from '@/lib/auth/require-user'
import { downloadTicket } from '@/lib/usage/download-parameters'
import { downloadState, type DownloadState } from '@/lib/usage/download-state'

/** How a download of the user's own stands, for the page that began it. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const user = await currentUser()
  if (!user) return answer('signedOut', 401)
  const ticket = downloadTicket.safeParse(request.nextUrl.searchParams.get('ticket'))
  return answer(ticket.success ? await downloadState(user, ticket.data, new Date()) : 'unknown')
})

const answer = (state: DownloadState | 'signedOut', status = 200) =>
  Response.json({ state }, { status, headers: { 'Cache-Control': 'no-store' } })
