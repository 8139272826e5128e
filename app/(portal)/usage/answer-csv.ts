import { addAbortSignal, Readable } from 'node:stream'
import { getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { addressParameters } from '@/app/address-parameters'
import { messageResponse } from '@/app/message-response'
import { refuseFile } from '@/app/refuse-file'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { PortalError, refusalAnswer, refusalText, requestRefusal } from '@/lib/errors'
import { contentDisposition } from '@/lib/http/content-disposition'
import { downloadParameters } from '@/lib/usage/download-parameters'
import { countTarget, targetName, type DownloadTarget } from '@/lib/usage/download-target'
import { requireCsvFit, streamCsv } from '@/lib/usage/stream-csv'

const headersOf = (name: string, encoding: string) => ({
  'Content-Type': `text/csv; charset=${encoding}`,
  'Content-Disposition': contentDisposition(name),
  'Cache-Control': 'no-store',
  // A proxy that collects an answer before it passes it on would hide how far it has come.
  'X-Accel-Buffering': 'no',
})

/**
 * Answers with the CSV of a target, streamed. What cannot be made is refused, `page` says why and what to do (see
 * `refuseFile`). HEAD is answered without a file.
 */
export async function answerCsv(
  request: NextRequest,
  user: SignedInUser,
  target: DownloadTarget,
  page: string,
): Promise<Response> {
  try {
    const choices = readChoices(request)
    return request.method === 'HEAD'
      ? await describeCsv(user, target, choices)
      : await sendCsv(request, user, target, choices)
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

/** @throws PortalError `encodingUnknown` or `formulasUnknown`. */
function readChoices(request: NextRequest): DownloadChoices {
  const parameters = downloadParameters.safeParse(addressParameters(request))
  if (parameters.success) return parameters.data
  const isOfFormulas = parameters.error.issues.some(({ path }) => path[0] === 'formulas')
  throw new PortalError({ code: isOfFormulas ? 'formulasUnknown' : 'encodingUnknown' })
}

async function describeCsv(
  user: SignedInUser,
  target: DownloadTarget,
  { encoding }: DownloadChoices,
): Promise<Response> {
  requireCsvFit(await countTarget(user, target))
  return new Response(null, { headers: headersOf(targetName(target), encoding) })
}

async function sendCsv(
  request: NextRequest,
  user: SignedInUser,
  target: DownloadTarget,
  choices: DownloadChoices,
): Promise<Response> {
  const csv = await streamCsv(user, { target, ...choices }, await requestSource(), new Date())
  // A client that has left by now ends the file too: nobody would read the answer, nor end it.
  const file = addAbortSignal(request.signal, csv.file)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: headersOf(csv.name, choices.encoding),
  })
}
