import { getLocale } from 'next-intl/server'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { findExport } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import { apiPaths } from '@/lib/api-paths'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { apiAddress } from '../api-address'
import { exportJson } from './export-json'
import { readOrder } from './read-order'

/** Asks for a bulk set. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiAddress({
  POST: async (request, user) => {
    const order = await readOrder(request, user)
    const now = new Date()
    const asked = { ...order, locale: await getLocale() }
    const requested = await requestExport(user, asked, await requestSource(), now)
    switch (requested.outcome) {
      case 'noRecords':
        throw new PortalError({ code: 'noRecordsForBulk' })
      case 'tooManyRecords':
        throw new PortalError({ code: 'tooManyForBulk', records: requested.records, max: bulkRecordsMax })
      case 'exists':
        throw new PortalError({ code: 'setExists', exportId: requested.exportId })
      case 'taken': {
        const { exportId } = requested
        const set = await findExport(user, now)
        if (set?.exportId !== exportId) throw new PortalError({ code: 'notFound' })
        return Response.json(await exportJson(set), {
          status: 202,
          headers: { Location: apiPaths.export(exportId), 'Cache-Control': 'no-store' },
        })
      }
    }
  },
})
