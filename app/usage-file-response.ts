import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { fileHeaders } from '@/app/file-headers'
import { streamBody } from '@/app/stream-body'
import { describeWorkbook } from '@/components/usage/describe-workbook'
import type { AccountUser } from '@/lib/auth/account-user'
import { requestSource } from '@/lib/auth/request-source'
import { workbookType } from '@/lib/files/file-format'
import type { downloadParameters } from '@/lib/usage/download-parameters'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { headFile } from '@/lib/usage/head-file'
import { streamCsv, streamExcel, type FileFigures, type StreamedFile } from '@/lib/usage/stream-file'

export type DownloadChoices = z.infer<typeof downloadParameters>

const headersOf = (name: string, { format, encoding }: DownloadChoices) =>
  fileHeaders(name, format === 'csv' ? `text/csv; charset=${encoding}` : workbookType)

/**
 * The CSV or the Excel workbook of a target, streamed; for HEAD what it would be, without a file.
 * @throws PortalError what `streamCsv` and `streamExcel` refuse.
 */
export async function usageFileResponse(
  request: NextRequest,
  user: AccountUser,
  target: DownloadTarget,
  choices: DownloadChoices,
): Promise<Response> {
  if (request.method === 'HEAD') {
    const choice = { ...choices, withNames: choices.names }
    const name = await headFile(user, target, choice, await requestSource(), new Date())
    return new Response(null, { headers: headersOf(name, choices) })
  }
  const { name, file } = await openFile(user, target, choices)
  return new Response(streamBody(request, file), { headers: headersOf(name, choices) })
}

async function openFile(
  user: AccountUser,
  target: DownloadTarget,
  { format, encoding, formulas, names: withNames, ticket }: DownloadChoices,
): Promise<StreamedFile> {
  const [source, now] = [await requestSource(), new Date()]
  if (format === 'csv') return streamCsv(user, { target, ticket, encoding, formulas, withNames }, source, now)
  const [t, formatter, locale] = await Promise.all([getTranslations('usage'), getFormatter(), getLocale()])
  const describe = (figures: FileFigures) =>
    describeWorkbook({ target, withNames }, user, figures, t, formatter, locale)
  return streamExcel(user, { target, ticket, withNames, describe }, source, now)
}
