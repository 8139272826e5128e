import type { NextRequest } from 'next/server'
import { setFile } from '@/app/set-download-response'
import { withErrorResponse } from '@/app/with-error-response'
import { answerSetDownload } from '../../answer-set-download'

/** One file of the user's set. */
export const GET = withErrorResponse(
  async (
    request: NextRequest,
    { params }: RouteContext<'/exports/[exportId]/files/[part]'>,
  ): Promise<Response> => {
    const { exportId, part } = await params
    return answerSetDownload(request, exportId, setFile(part))
  },
)

export const HEAD = GET
