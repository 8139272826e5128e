import { setDownloadResponse, setFile } from '@/app/set-download-response'
import { apiAddress } from '../../../../api-address'

type Context = RouteContext<'/api/v1/exports/[exportId]/files/[part]'>

/** One file of a bulk set. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress<Context>({
  GET: async (request, user, { params }) => {
    const { exportId, part } = await params
    return setDownloadResponse(request, user, exportId, setFile(part))
  },
})
