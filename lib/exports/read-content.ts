import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { getPrisma } from '@/lib/db/prisma'
import { cutRange } from './cut-range'

const sliceBytes = 256 * 1024

/** What gzip puts before and after the deflate stream: `makeFiles` gives it no name, comment or other field. */
export const gzipHeaderBytes = 10
export const gzipTrailerBytes = 8

/** What only the stored content of a file says. */
export interface StoredContent {
  /** Of the compressed content. */
  storedBytes: number
  /** Of the file itself. */
  crc32: number
}

/**
 * Measures the compressed content of each file of a set, and reads the checksum at the beginning of gzip's trailer.
 *
 * SQL, since Prisma would read all of the content for it.
 * @returns by the numbers of the files.
 */
export async function measureContents(exportId: string): Promise<Map<number, StoredContent>> {
  const rows = await getPrisma().$queryRaw<{ part: number; storedBytes: number; checksum: Uint8Array }[]>`
    SELECT part, octet_length(content) AS "storedBytes",
           substring(content FROM octet_length(content) - ${gzipTrailerBytes}::int + 1 FOR 4) AS checksum
    FROM export_file WHERE export_id = ${exportId}::uuid`
  return new Map(
    rows.map(({ part, storedBytes, checksum }) => [
      part,
      { storedBytes, crc32: Buffer.from(checksum).readUInt32LE() },
    ]),
  )
}

/** Reads a range of a file's compressed content from the database, slice by slice. @throws Error where it is gone. */
export async function* readContent(
  exportId: string,
  part: number,
  from: number,
  until: number,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < until; at += sliceBytes)
    yield await readSlice(exportId, part, at, Math.min(sliceBytes, until - at))
}

/**
 * Reads some bytes of a file's compressed content.
 *
 * SQL, since Prisma would read all of the content for them.
 * @throws Error where the file is gone.
 */
export async function readSlice(
  exportId: string,
  part: number,
  from: number,
  bytes: number,
): Promise<Uint8Array> {
  const [row] = await getPrisma().$queryRaw<{ slice: Uint8Array }[]>`
    SELECT substring(content FROM ${from + 1}::int FOR ${bytes}::int) AS slice
    FROM export_file WHERE export_id = ${exportId}::uuid AND part = ${part}`
  if (!row) throw new Error('The set is gone')
  return row.slice
}

/** Reads a range of a file as the customer gets it. @param storedBytes the size of its compressed content. */
export async function* readDecoded(
  exportId: string,
  part: number,
  storedBytes: number,
  from: number,
  until: number,
): AsyncGenerator<Uint8Array> {
  const stored = Readable.from(readContent(exportId, part, 0, storedBytes))
  const decoded = createGunzip()
  stored.on('error', (error) => decoded.destroy(error)).pipe(decoded)
  try {
    yield* cutRange(decoded, from, until)
  } finally {
    stored.destroy()
    decoded.destroy()
  }
}
