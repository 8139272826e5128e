import { getTranslations } from 'next-intl/server'
import { withErrorResponse } from '@/app/with-error-response'
import { describeProgress } from '@/components/exports/describe-progress'
import { currentUser } from '@/lib/auth/require-user'
import { findExport } from '@/lib/exports/find-export'

const headers = { 'Cache-Control': 'no-store' }

/** How far the user's set has come; null where there is none. */
export const GET = withErrorResponse(async (): Promise<Response> => {
  const user = await currentUser()
  if (!user) return new Response(null, { status: 401, headers })
  const set = await findExport(user, new Date())
  return Response.json(set ? describeProgress(set, await getTranslations('exports')) : null, { headers })
})
