import type { NextRequest } from 'next/server'
import { withErrorResponse } from '@/app/with-error-response'
import { openZip } from '@/lib/exports/set-downloads'
import { answerSetDownload } from '../answer-set-download'

/** All files of the user's set, with their manifest, as one archive. */
export const GET = withErrorResponse(
  async (request: NextRequest, { params }: RouteContext<'/exports/[exportId]/zip'>): Promise<Response> => {
    const { exportId } = await params
    return answerSetDownload(request, exportId, openZip, (set) => set.files.map(({ part }) => part))
  },
)

export const HEAD = GET
