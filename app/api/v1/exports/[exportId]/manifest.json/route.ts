import { setDownloadResponse, setManifest } from '@/app/set-download-response'
import { apiAddress } from '../../../api-address'

type Context = RouteContext<'/api/v1/exports/[exportId]/manifest.json'>

/** What is in a bulk set. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress<Context>({
  GET: async (request, user, { params }) => {
    const { exportId } = await params
    return setDownloadResponse(request, user, exportId, setManifest)
  },
})
