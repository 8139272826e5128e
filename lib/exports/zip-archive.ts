import { TransformStream, type WritableStream } from 'node:stream/web'
import { Reader, ZipWriter } from '@zip.js/zip.js'
import { formatJapanTime } from '@/lib/time/japan-time'

export interface ZipEntry {
  name: string
  /** Of the file itself. */
  sizeBytes: number
  crc32: number
  /** What the archive holds of it: a raw deflate stream, or the file as it is. */
  method: 'deflate' | 'store'
  storedBytes: number
  read: (from: number, bytes: number) => Promise<Uint8Array>
}

/** As ZIP numbers them. */
const methods = { store: 0, deflate: 8 }

/**
 * Writes a ZIP archive of entries that are compressed already, no faster than it is read. The same entries give the
 * same bytes each time.
 * @param modifiedAt the time of all entries, written in Japan time.
 */
export async function* zipArchive(entries: ZipEntry[], modifiedAt: Date): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const written = writeEntries(writable, entries, modifiedAt)
  // Its failure is thrown below; of an archive that is left half-way it is no news.
  written.catch(() => {})
  try {
    yield* readable
  } finally {
    await readable.cancel().catch(() => {})
  }
  await written
}

async function writeEntries(
  writable: WritableStream<Uint8Array>,
  entries: ZipEntry[],
  modifiedAt: Date,
): Promise<void> {
  // ZIP has times without a zone, and zip.js writes those of the machine's: this one reads there as it does in Japan.
  const lastModDate = new Date(formatJapanTime(modifiedAt, "yyyy-MM-dd'T'HH:mm:ss"))
  const zip = new ZipWriter(writable, { lastModDate, extendedTimestamp: false, useWebWorkers: false })
  try {
    for (const entry of entries)
      await zip.add(entry.name, new EntryReader(entry), {
        passThrough: true,
        compressionMethod: methods[entry.method],
        uncompressedSize: entry.sizeBytes,
        crc32: entry.crc32,
      })
    await zip.close()
  } catch (error) {
    await writable.abort(error)
    throw error
  }
}

/** Reads what the archive holds of an entry, piece by piece. */
class EntryReader extends Reader<ZipEntry> {
  constructor(private readonly entry: ZipEntry) {
    super(entry)
    this.size = entry.storedBytes
  }

  override async readUint8Array(from: number, length: number): Promise<Uint8Array> {
    const bytes = Math.min(length, this.size - from)
    return bytes > 0 ? this.entry.read(from, bytes) : new Uint8Array()
  }
}
