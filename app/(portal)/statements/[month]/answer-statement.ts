import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { fileHeaders } from '@/app/file-headers'
import { refuseUntilSignedIn } from '@/app/refuse-file'
import { requestSource } from '@/lib/auth/request-source'
import { currentUser } from '@/lib/auth/require-user'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError } from '@/lib/errors'
import { addressOf, paths } from '@/lib/paths'
import { readStatement, type Statement } from '@/lib/statements/read-statement'
import { parseStatement } from '@/lib/statements/statement-scope'
import type { AddressParameters } from '@/lib/usage/search'

/** How a file of a sheet is written. */
interface StatementFile {
  type: string
  name: (statement: Statement) => string
  /** What the audit trail says of it. */
  detail: Record<string, string>
  make: (statement: Statement, user: SignedInUser) => Promise<BodyInit | null>
}

/**
 * Answers with a file of a month's sheet that has all lines of all lists.
 * @param fileOf decides by the address how the file is written; what it refuses is not noted.
 */
export async function answerStatement(
  request: NextRequest,
  month: string,
  fileOf: (parameters: AddressParameters) => StatementFile,
): Promise<Response> {
  const parameters = addressParameters(request)
  const user = await currentUser()
  if (!user) return refuseUntilSignedIn(request, addressOf(paths.statement(month), { by: parameters.by }))
  const scope = parseStatement(month, parameters)
  const { type, name, detail, make } = fileOf(parameters)
  const reading = { kind: 'statementDownloaded', source: await requestSource(), detail } as const
  const statement = await readStatement(user, scope, reading, new Date())
  if (!statement) throw new PortalError({ code: 'notFound' })
  return new Response(await make(statement, user), {
    headers: fileHeaders(name(statement), type),
  })
}
