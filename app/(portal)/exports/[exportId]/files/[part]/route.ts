import type { NextRequest } from 'next/server'
import { withErrorResponse } from '@/app/with-error-response'
import { takesGzip } from '@/lib/exports/download-response'
import { openFile } from '@/lib/exports/set-downloads'
import { answerSetDownload } from '../../answer-set-download'

/** One file of the user's set. */
export const GET = withErrorResponse(
  async (
    request: NextRequest,
    { params }: RouteContext<'/exports/[exportId]/files/[part]'>,
  ): Promise<Response> => {
    const { exportId, part: number } = await params
    const part = /^[1-9]\d?$/.test(number) ? Number(number) : 0
    return answerSetDownload(
      request,
      exportId,
      (set) => openFile(set, part, takesGzip(request.headers)),
      () => [part],
    )
  },
)

export const HEAD = GET
