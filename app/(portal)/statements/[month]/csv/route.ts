import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { refuseUntilSignedIn } from '@/app/refuse-file'
import { withErrorResponse } from '@/app/with-error-response'
import { requestSource } from '@/lib/auth/request-source'
import { currentUser } from '@/lib/auth/require-user'
import { PortalError } from '@/lib/errors'
import { contentDisposition } from '@/lib/http/content-disposition'
import { addressOf, paths } from '@/lib/paths'
import { readStatement } from '@/lib/statements/read-statement'
import { statementCsv, statementFileName } from '@/lib/statements/statement-csv'
import { parseEncoding, parseStatement } from '@/lib/statements/statement-scope'
import { keepFileChoices } from '@/lib/usage/last-choices'

/** The sheet of a month as a CSV, all lines of all lists. */
export const GET = withErrorResponse(
  async (request: NextRequest, { params }: RouteContext<'/statements/[month]/csv'>): Promise<Response> => {
    const { month } = await params
    const parameters = addressParameters(request)
    const user = await currentUser()
    if (!user) return refuseUntilSignedIn(request, addressOf(paths.statement(month), { by: parameters.by }))
    const scope = parseStatement(month, parameters)
    const encoding = parseEncoding(parameters)
    const reading = {
      kind: 'statementDownloaded',
      source: await requestSource(),
      detail: { encoding },
    } as const
    const statement = await readStatement(user, scope, reading, new Date())
    if (!statement) throw new PortalError({ code: 'notFound' })
    await keepFileChoices(user, { encoding })
    return new Response(new Uint8Array(statementCsv(statement, encoding)), {
      headers: {
        'Content-Type': `text/csv; charset=${encoding}`,
        'Content-Disposition': contentDisposition(statementFileName(scope)),
        'Cache-Control': 'no-store',
      },
    })
  },
)
