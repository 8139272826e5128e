import { z } from 'zod'
import { defaultFileEncoding, fileEncodings } from '@/lib/files/file-encoding'
import { isJapanMonth, type JapanMonth } from '@/lib/time/japan-month'
import { PortalError } from '@/lib/errors'
import { usageKinds, type AddressParameters, type UsageKind } from '@/lib/usage/search'

/** Which sheet is asked for: from the address to page, file and the links between them. */
export interface StatementScope {
  month: JapanMonth
  /** What a record is: a call, or a destination. */
  by: UsageKind
}

const kind = z.enum(usageKinds).default('call')
const encoding = z.enum(fileEncodings).default(defaultFileEncoding)

/**
 * Reads which sheet an address asks for.
 * @throws PortalError `notFound` where its month is none, `badRequest` where its kind is none.
 */
export function parseStatement(month: string, parameters: AddressParameters): StatementScope {
  if (!isJapanMonth(month)) throw new PortalError({ code: 'notFound' })
  const by = kind.safeParse(parameters.by)
  if (!by.success) throw new PortalError({ code: 'badRequest' })
  return { month, by: by.data }
}

/** Reads how a file is to be written. @throws PortalError `encodingUnknown`. */
export function parseEncoding(parameters: AddressParameters) {
  const parsed = encoding.safeParse(parameters.encoding)
  if (!parsed.success) throw new PortalError({ code: 'encodingUnknown' })
  return parsed.data
}
