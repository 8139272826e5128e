import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { addressParameters } from '@/app/address-parameters'
import { fileHeaders } from '@/app/file-headers'
import { messageResponse } from '@/app/message-response'
import { refuseFile } from '@/app/refuse-file'
import { streamBody } from '@/app/stream-body'
import { describeWorkbook } from '@/components/usage/describe-workbook'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError, refusalAnswer, refusalText, requestRefusal } from '@/lib/errors'
import { workbookType } from '@/lib/files/file-format'
import { downloadParameters } from '@/lib/usage/download-parameters'
import { countTarget, downloadName, type DownloadTarget } from '@/lib/usage/download-target'
import {
  requireCsvFit,
  streamCsv,
  streamExcel,
  type FileFigures,
  type StreamedFile,
} from '@/lib/usage/stream-file'

const headersOf = (name: string, { format, encoding }: DownloadChoices) =>
  fileHeaders(name, format === 'csv' ? `text/csv; charset=${encoding}` : workbookType)

/**
 * Answers with the CSV or the Excel workbook of a target, streamed. What cannot be made is refused, `page` says why and
 * what to do (see `refuseFile`). HEAD is answered without a file.
 */
export async function answerFile(
  request: NextRequest,
  user: SignedInUser,
  target: DownloadTarget,
  page: string,
): Promise<Response> {
  try {
    const choices = readChoices(request)
    return request.method === 'HEAD'
      ? await describeFile(user, target, choices)
      : await sendFile(request, user, target, choices)
  } catch (error) {
    const refusal = requestRefusal(error)
    if (!refusal) throw error
    const words = refusalText(await getTranslations('refusals'), refusal)
    const answer = refusalAnswer(refusal)
    // The page of the search or the call counts the records too, and offers what holds them.
    if (answer.status === 422) return refuseFile(request, page, answer.status, words)
    const t = await getTranslations('usage.download')
    return messageResponse(answer, words, { href: page, text: t('back') })
  }
}

type DownloadChoices = z.infer<typeof downloadParameters>

const unknownParameter = {
  format: 'formatUnknown',
  encoding: 'encodingUnknown',
  formulas: 'formulasUnknown',
  names: 'namesUnknown',
} as const

/** @throws PortalError one of `unknownParameter`. */
function readChoices(request: NextRequest): DownloadChoices {
  const parameters = downloadParameters.safeParse(addressParameters(request))
  if (parameters.success) return parameters.data
  const [parameter] = parameters.error.issues[0]!.path
  throw new PortalError({ code: unknownParameter[parameter as keyof typeof unknownParameter] })
}

async function describeFile(
  user: SignedInUser,
  target: DownloadTarget,
  choices: DownloadChoices,
): Promise<Response> {
  requireCsvFit(await countTarget(user, target))
  return new Response(null, { headers: headersOf(downloadName(target, choices.format), choices) })
}

async function sendFile(
  request: NextRequest,
  user: SignedInUser,
  target: DownloadTarget,
  choices: DownloadChoices,
): Promise<Response> {
  const { name, file } = await openFile(user, target, choices)
  return new Response(streamBody(request, file), { headers: headersOf(name, choices) })
}

async function openFile(
  user: SignedInUser,
  target: DownloadTarget,
  { format, encoding, formulas, names: withNames, ticket }: DownloadChoices,
): Promise<StreamedFile> {
  const [source, now] = [await requestSource(), new Date()]
  if (format === 'csv') return streamCsv(user, { target, ticket, encoding, formulas, withNames }, source, now)
  const [t, formatter, locale] = await Promise.all([getTranslations('usage'), getFormatter(), getLocale()])
  const describe = (figures: FileFigures) =>
    describeWorkbook({ target, withNames }, user.contractNumber, figures, t, formatter, locale)
  return streamExcel(user, { target, ticket, withNames, describe }, source, now)
}
