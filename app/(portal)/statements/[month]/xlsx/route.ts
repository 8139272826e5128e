import { getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { streamBody } from '@/app/stream-body'
import { withErrorResponse } from '@/app/with-error-response'
import { describeStatementWorkbook } from '@/components/statements/describe-statement-workbook'
import { statementFileName } from '@/lib/statements/statement-csv'
import { statementExcel } from '@/lib/statements/statement-excel'
import { workbookType } from '@/lib/files/file-format'
import { answerStatement } from '../answer-statement'

/** The sheet of a month as an Excel workbook, all lines of all lists, streamed. */
export const GET = withErrorResponse(
  async (request: NextRequest, { params }: RouteContext<'/statements/[month]/xlsx'>): Promise<Response> =>
    answerStatement(request, (await params).month, () => ({
      type: workbookType,
      name: (statement) => statementFileName(statement, 'xlsx'),
      detail: { format: 'xlsx' },
      make: async (statement, { contractNumber, contractName }) => {
        const [t, usage, locale] = await Promise.all([
          getTranslations('statements'),
          getTranslations('usage'),
          getLocale(),
        ])
        const contract = { number: contractNumber, name: contractName }
        const file = statementExcel(
          statement,
          describeStatementWorkbook(statement, contract, t, usage, locale),
        )
        return streamBody(request, file)
      },
    })),
)
