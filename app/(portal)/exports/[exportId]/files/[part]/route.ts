import { takesGzip } from '@/lib/exports/download-response'
import { openFile } from '@/lib/exports/open-download'
import { sendDownload } from '../../send-download'

/** One file of the user's set. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/exports/[exportId]/files/[part]'>,
): Promise<Response> {
  const { exportId, part: given } = await params
  const part = /^[1-9]\d?$/.test(given) ? Number(given) : 0
  return sendDownload(
    request,
    exportId,
    (set) => openFile(set, part, takesGzip(request.headers)),
    () => [part],
  )
}

export const HEAD = GET
