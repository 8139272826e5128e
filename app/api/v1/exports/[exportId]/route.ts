import { z } from 'zod'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { cancelExport } from '@/lib/exports/cancel-export'
import { deleteExport } from '@/lib/exports/delete-export'
import { findExport } from '@/lib/exports/find-export'
import { apiAddress } from '../../api-address'
import { exportJson } from '../export-json'

type Context = RouteContext<'/api/v1/exports/[exportId]'>

const unknown = () => new PortalError({ code: 'notFound' })

/** A bulk set: how it stands (GET), and its end, whether it is made yet or not (DELETE). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress<Context>({
  GET: async (_request, user, { params }) => {
    const { exportId } = await params
    const set = await findExport(user, new Date())
    if (set?.exportId !== exportId) throw unknown()
    return Response.json(await exportJson(set), { headers: { 'Cache-Control': 'no-store' } })
  },
  DELETE: async (_request, user, { params }) => {
    const { exportId } = await params
    if (!z.uuid().safeParse(exportId).success) throw unknown()
    const [source, now] = [await requestSource(), new Date()]
    await cancelExport(user, exportId, source, now)
    if (!(await deleteExport(user, exportId, source, now))) throw unknown()
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
  },
})
