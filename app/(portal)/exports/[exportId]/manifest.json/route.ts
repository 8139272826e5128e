import type { NextRequest } from 'next/server'
import { setManifest } from '@/app/set-download-response'
import { withErrorResponse } from '@/app/with-error-response'
import { answerSetDownload } from '../answer-set-download'

/** What is in the user's set, for a program. */
export const GET = withErrorResponse(
  async (
    request: NextRequest,
    { params }: RouteContext<'/exports/[exportId]/manifest.json'>,
  ): Promise<Response> => {
    const { exportId } = await params
    return answerSetDownload(request, exportId, setManifest)
  },
)

export const HEAD = GET
