import { addAbortSignal, Readable } from 'node:stream'
import { getTranslations } from 'next-intl/server'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { messageResponse } from '@/app/message-response'
import { refuseFile } from '@/app/refuse-file'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { contentDisposition } from '@/lib/content-disposition'
import { downloadParameters } from '@/lib/usage/download-parameters'
import { countTarget, targetName, type DownloadTarget } from '@/lib/usage/download-target'
import { downloadsAtOnceMax } from '@/lib/usage/download-places'
import { csvRecordsMax } from '@/lib/usage/limits'
import { outputFit } from '@/lib/usage/outputs'
import { streamCsv } from '@/lib/usage/stream-csv'

const retrySeconds = 10

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
  const parameters = downloadParameters.safeParse(addressParameters(request))
  const t = await getTranslations('usage.download')
  const refuse = (status: number, message: string, headers?: Record<string, string>) =>
    messageResponse({ status, headers }, message, { href: page, text: t('back') })
  if (!parameters.success) {
    const isOfFormulas = parameters.error.issues.some(({ path }) => path[0] === 'formulas')
    return refuse(400, t(isOfFormulas ? 'formulasUnknown' : 'encodingUnknown'))
  }
  const { encoding } = parameters.data

  if (request.method === 'HEAD') {
    const fit = outputFit(await countTarget(user, target), 'csv')
    if (fit !== 'fits') return refuseFile(request, page, 422, t(fit, { max: csvRecordsMax }))
    return new Response(null, { headers: headersOf(targetName(target), encoding) })
  }
  const csv = await streamCsv(user, { target, ...parameters.data }, await requestSource(), new Date())
  if ('refusal' in csv) {
    const { refusal } = csv
    if (refusal === 'none' || refusal === 'tooMany')
      return refuseFile(request, page, 422, t(refusal, { max: csvRecordsMax }))
    const retry = { 'Retry-After': String(retrySeconds) }
    return refuse(refusal === 'busy' ? 429 : 503, t(refusal, { max: downloadsAtOnceMax }), retry)
  }
  // A client that has left by now ends the file too: nobody would read the answer, nor end it.
  const file = addAbortSignal(request.signal, csv.file)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: headersOf(csv.name, encoding),
  })
}
