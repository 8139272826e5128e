import type { NextRequest } from 'next/server'
import { withErrorResponse } from '@/app/with-error-response'
import { statementCsv, statementFileName } from '@/lib/statements/statement-csv'
import { parseEncoding } from '@/lib/statements/statement-scope'
import { keepFileChoices } from '@/lib/usage/last-choices'
import { answerStatement } from '../answer-statement'

/** The sheet of a month as a CSV, all lines of all lists. */
export const GET = withErrorResponse(
  async (request: NextRequest, { params }: RouteContext<'/statements/[month]/csv'>): Promise<Response> =>
    answerStatement(request, (await params).month, (parameters) => {
      const encoding = parseEncoding(parameters)
      return {
        type: `text/csv; charset=${encoding}`,
        name: (statement) => statementFileName(statement, 'csv'),
        detail: { encoding },
        make: async (statement, user) => {
          await keepFileChoices(user, { encoding })
          return new Uint8Array(statementCsv(statement, encoding))
        },
      }
    }),
)
