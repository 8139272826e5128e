import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { getPool } from '@/lib/db/pool'

const sliceBytes = 256 * 1024

/** Reads the compressed content of a file from the database, slice by slice; it ends early where the file is gone. */
export async function* readContent(
  exportId: string,
  part: number,
  from: number,
  until: number,
): AsyncGenerator<Buffer> {
  for (let at = from; at < until; at += sliceBytes) {
    const { rows } = await getPool().query<{ slice: Buffer }>(
      'SELECT substring(content FROM $3 FOR $4) AS slice FROM export_file WHERE export_id = $1 AND part = $2',
      [exportId, part, at + 1, Math.min(sliceBytes, until - at)],
    )
    if (!rows[0]) return
    yield rows[0].slice
  }
}

/** Reads a range of a file as the customer gets it. @param storedBytes the size of its compressed content. */
export async function* readDecoded(
  exportId: string,
  part: number,
  storedBytes: number,
  from: number,
  until: number,
): AsyncGenerator<Buffer> {
  const stored = Readable.from(readContent(exportId, part, 0, storedBytes))
  const decoded = createGunzip()
  stored.on('error', (error) => decoded.destroy(error)).pipe(decoded)
  try {
    let at = 0
    for await (const piece of decoded as AsyncIterable<Buffer>) {
      const wanted = piece.subarray(Math.max(0, from - at), Math.max(0, until - at))
      at += piece.length
      if (wanted.length > 0) yield wanted
      if (at >= until) return
    }
  } finally {
    stored.destroy()
    decoded.destroy()
  }
}
