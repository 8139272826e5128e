import type { NextRequest } from 'next/server'
import { withErrorResponse } from '@/app/with-error-response'
import { openManifest } from '@/lib/exports/open-download'
import { sendDownload } from '../send-download'

/** What is in the user's set, for a program. */
export const GET = withErrorResponse(
  async (
    request: NextRequest,
    { params }: RouteContext<'/exports/[exportId]/manifest.json'>,
  ): Promise<Response> => {
    const { exportId } = await params
    return sendDownload(request, exportId, openManifest, () => [])
  },
)

export const HEAD = GET
