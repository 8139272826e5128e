import { addAbortSignal, Readable } from 'node:stream'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { addressParameters } from '@/app/address-parameters'
import { messageResponse } from '@/app/message-response'
import { requestSource } from '@/lib/auth/request-source'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { contentDisposition } from '@/lib/content-disposition'
import { getPool } from '@/lib/db/pool'
import { downloadParameters } from '@/lib/usage/download-parameters'
import { countTarget, targetName, type DownloadTarget } from '@/lib/usage/download-target'
import { downloadsAtOnceMax, openDownload } from '@/lib/usage/open-download'
import { outputFit } from '@/lib/usage/outputs'

const retrySeconds = 10

const headersOf = (name: string, encoding: string) => ({
  'Content-Type': `text/csv; charset=${encoding}`,
  'Content-Disposition': contentDisposition(name),
  'Cache-Control': 'no-store',
  // A proxy that collects an answer before it passes it on would hide how far it has come.
  'X-Accel-Buffering': 'no',
})

/**
 * Answers with the CSV of a target, streamed. What cannot be made leads to `page`, which says why and what to do.
 * HEAD is answered without a file.
 */
export async function sendDownload(
  request: NextRequest,
  user: SignedInUser,
  target: DownloadTarget,
  page: string,
): Promise<Response> {
  const given = downloadParameters.safeParse(addressParameters(request))
  if (!given.success) return refuse(page, { status: 400 }, (t) => t('encodingUnknown'))
  const { encoding } = given.data

  if (request.method === 'HEAD') {
    if (outputFit(await countTarget(user, target, getPool()), 'csv') !== 'fits') redirect(page)
    return new Response(null, { headers: headersOf(targetName(target), encoding) })
  }
  const opened = await openDownload(user, { target, ...given.data }, await requestSource(), new Date())
  if ('refusal' in opened) {
    const { refusal } = opened
    if (refusal !== 'busy' && refusal !== 'crowded') redirect(page)
    const status = refusal === 'busy' ? 429 : 503
    const headers = { 'Retry-After': String(retrySeconds) }
    return refuse(page, { status, headers }, (t) => t(refusal, { max: downloadsAtOnceMax }))
  }
  // Whoever has left already leaves too: nobody would read the answer, nor end it.
  const file = addAbortSignal(request.signal, opened.file)
  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: headersOf(opened.name, encoding),
  })
}

type DownloadTexts = Awaited<ReturnType<typeof getTranslations<'usage.download'>>>

async function refuse(
  page: string,
  answer: { status: number; headers?: Record<string, string> },
  reason: (t: DownloadTexts) => string,
): Promise<Response> {
  const t = await getTranslations('usage.download')
  return messageResponse(answer, reason(t), { href: page, text: t('back') })
}
