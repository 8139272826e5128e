import type { NextRequest } from 'next/server'
import { refuseUntilSignedIn } from '@/app/refuse-file'
import { withErrorResponse } from '@/app/with-error-response'
import { currentUser } from '@/lib/auth/require-user'
import { requestSource } from '@/lib/auth/request-source'
import { PortalError } from '@/lib/errors'
import { defaultFileEncoding, fileEncodings } from '@/lib/files/file-encoding'
import { contentDisposition } from '@/lib/http/content-disposition'
import { downloadNames } from '@/lib/numbers/download-names'
import { paths } from '@/lib/paths'
import { japanDateOf } from '@/lib/time/japan-time'

/** The whole list as a CSV, which an import takes as it is. */
export const GET = withErrorResponse(async (request: NextRequest): Promise<Response> => {
  const user = await currentUser()
  if (!user) return refuseUntilSignedIn(request, paths.numbers())
  const asked = request.nextUrl.searchParams.get('encoding') ?? defaultFileEncoding
  const encoding = fileEncodings.find((known) => known === asked)
  if (!encoding) throw new PortalError({ code: 'encodingUnknown' })
  const now = new Date()
  const file = await downloadNames(user, encoding, await requestSource(), now)
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': `text/csv; charset=${encoding}`,
      'Content-Disposition': contentDisposition(`numbers_${japanDateOf(now).replaceAll('-', '')}.csv`),
      'Cache-Control': 'no-store',
    },
  })
})
