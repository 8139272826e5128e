import type { NextRequest } from 'next/server'
import { refuseUntilSignedIn } from '@/app/refuse-file'
import { withErrorResponse } from '@/app/with-error-response'
import { currentUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { findCall } from '@/lib/usage/find-call'
import { answerFile } from '../../../answer-file'

/** The destinations of a call as a CSV or an Excel workbook. What cannot be made, the page of the call explains. */
export const GET = withErrorResponse(
  async (
    request: NextRequest,
    { params }: RouteContext<'/usage/calls/[callId]/download'>,
  ): Promise<Response> => {
    const { callId } = await params
    const page = paths.call(callId)
    const user = await currentUser()
    if (!user) return refuseUntilSignedIn(request, page)
    const call = await findCall(user, callId)
    if (!call) throw new PortalError({ code: 'notFound' })
    return answerFile(request, user, { call: call.key }, page)
  },
)

export const HEAD = GET
