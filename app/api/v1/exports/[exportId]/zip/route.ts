import { setDownloadResponse, setZip } from '@/app/set-download-response'
import { apiAddress } from '../../../api-address'

type Context = RouteContext<'/api/v1/exports/[exportId]/zip'>

/** All files of a bulk set, with their manifest, as one archive. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress<Context>({
  GET: async (request, user, { params }) => {
    const { exportId } = await params
    return setDownloadResponse(request, user, exportId, setZip)
  },
})
