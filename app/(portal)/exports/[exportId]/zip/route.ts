import type { NextRequest } from 'next/server'
import { setZip } from '@/app/set-download-response'
import { withErrorResponse } from '@/app/with-error-response'
import { answerSetDownload } from '../answer-set-download'

/** All files of the user's set, with their manifest, as one archive. */
export const GET = withErrorResponse(
  async (request: NextRequest, { params }: RouteContext<'/exports/[exportId]/zip'>): Promise<Response> => {
    const { exportId } = await params
    return answerSetDownload(request, exportId, setZip)
  },
)

export const HEAD = GET
