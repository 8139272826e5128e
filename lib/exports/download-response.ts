import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import Negotiator from 'negotiator'
import rangeParser from 'range-parser'
import { contentDisposition } from '@/lib/http/content-disposition'

/** What can be downloaded, whole or in part, again and again the same to the byte. */
export interface Download {
  /** The name to save it under: letters, digits and `_.-` alone. */
  name: string
  mediaType: string
  /** Of these very bytes: a strong validator, without its quotation marks. */
  tag: string
  sizeBytes: number
  /** `gzip` where the bytes are the file compressed. */
  contentEncoding?: 'gzip'
  /** Reads from one place, counted from 0, to before another. */
  read: (from: number, until: number) => AsyncIterable<Uint8Array>
}

/**
 * Answers GET and HEAD for a download (RFC 9110): `Range`, `If-Range` and `ETag`, so that a broken one is resumed.
 * Several ranges at once are answered by the whole. A failure half-way breaks the transfer: a part never looks whole.
 * @param onSent follows when all of the download was handed over, from its first byte to its last in one answer.
 */
export function downloadResponse(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  download: Download,
  onSent: () => Promise<void>,
): Response {
  const { sizeBytes } = download
  const range = method === 'GET' ? requestedRange(headers, download) : 'whole'
  const shared = headersOf(download)
  if (range === 'unsatisfiable')
    return new Response(null, {
      status: 416,
      headers: { ...shared, 'Content-Range': `bytes */${sizeBytes}`, 'Content-Length': '0' },
    })
  const { from, until } = range === 'whole' ? { from: 0, until: sizeBytes } : range
  const own: Record<string, string> = { ...shared, 'Content-Length': String(until - from) }
  if (range !== 'whole') own['Content-Range'] = `bytes ${from}-${until - 1}/${sizeBytes}`
  if (method === 'HEAD') return new Response(null, { headers: own })
  const body = Readable.toWeb(Readable.from(exactly(download, from, until, onSent)))
  return new Response(body as ReadableStream as unknown as BodyInit, {
    status: range === 'whole' ? 200 : 206,
    headers: own,
  })
}

function headersOf({ name, mediaType, tag, contentEncoding }: Download): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': contentDisposition(name),
    ETag: `"${tag}"`,
    'Accept-Ranges': 'bytes',
    // Nobody on the way may compress it: sizes and ranges are those of these bytes.
    'Cache-Control': 'private, no-store, no-transform',
    Vary: 'Accept-Encoding, Range',
    'X-Accel-Buffering': 'no',
    ...(contentEncoding && { 'Content-Encoding': contentEncoding }),
  }
}

type Range = 'whole' | 'unsatisfiable' | { from: number; until: number }

function requestedRange(headers: Headers, { tag, sizeBytes }: Download): Range {
  const range = headers.get('range')
  const onlyOf = headers.get('if-range')
  if (range === null || (onlyOf !== null && onlyOf !== `"${tag}"`)) return 'whole'
  return parseRange(range, sizeBytes)
}

const oneRange = /^bytes=(\d*)-(\d*)$/i

/**
 * Reads a `Range` header (RFC 9110, 14.1.2). One that is malformed, or names several ranges, asks for the whole.
 *
 * range-parser answers two cases otherwise than the RFC does, so they never reach it: a range whose end lies before
 * its start, which is malformed, and a suffix longer than the whole, which is all of it.
 */
export function parseRange(header: string, sizeBytes: number): Range {
  const [, first = '', last = ''] = oneRange.exec(header.trim()) ?? []
  if (first && last && Number(last) < Number(first)) return 'whole'
  const isLongSuffix = !first && Number(last) > sizeBytes
  const ranges = rangeParser(sizeBytes, isLongSuffix ? `bytes=-${sizeBytes}` : `bytes=${first}-${last}`)
  if (ranges === -2) return 'whole'
  if (ranges === -1) return 'unsatisfiable'
  return { from: ranges[0]!.start, until: ranges[0]!.end + 1 }
}

async function* exactly(
  { read, sizeBytes }: Download,
  from: number,
  until: number,
  onSent: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const piece of read(from, until)) {
    sent += piece.length
    yield piece
  }
  if (sent !== until - from) throw new Error(`${sent} bytes instead of ${until - from}: the set is gone`)
  if (from === 0 && until === sizeBytes) await onSent()
}

/** Whether a request takes gzip (RFC 9110, 12.5.3). One for a range is about the file itself, not its compression. */
export function takesGzip(headers: Headers): boolean {
  if (headers.has('range')) return false
  const negotiator = new Negotiator({ headers: { 'accept-encoding': headers.get('accept-encoding') ?? '' } })
  return negotiator.encoding(['gzip']) === 'gzip'
}
