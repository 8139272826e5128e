import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { getPool } from '@/lib/db/pool'
import type { Download } from './download-response'
import type { ReadySet } from './find-export'
import { manifestText } from './manifest'
import { readContent, readDecoded } from './read-content'
import { zipArchive, type ZipEntry } from './zip-archive'

/** What gzip puts before and after the deflate stream: `writePart` gives it no name, comment or other field. */
const gzipHeaderBytes = 10
const gzipTrailerBytes = 8

const charsets = { 'utf-8': 'utf-8', shift_jis: 'Shift_JIS' }

/**
 * One file of a set, for download.
 * @param isGzip passes it on as it is stored, for a client that takes gzip.
 * @returns undefined where the set has no such part.
 */
export async function openFile(set: ReadySet, part: number, isGzip: boolean): Promise<Download | undefined> {
  const file = set.files.find((candidate) => candidate.part === part)
  const stored = file && (await readStored(set.exportId)).get(part)
  if (!stored) return undefined
  const { exportId } = set
  const shared = { name: file.name, mediaType: `text/csv; charset=${charsets[set.encoding]}; header=present` }
  return isGzip
    ? {
        ...shared,
        tag: `${file.sha256}-gzip`,
        sizeBytes: stored.storedBytes,
        contentEncoding: 'gzip',
        read: (from, until) => readContent(exportId, part, from, until),
      }
    : {
        ...shared,
        tag: file.sha256,
        sizeBytes: file.sizeBytes,
        read: (from, until) => readDecoded(exportId, part, stored.storedBytes, from, until),
      }
}

/** All files of a set and its manifest as one archive. @returns undefined where the set is gone by now. */
export async function openZip(set: ReadySet, contractNumber: string): Promise<Download | undefined> {
  const stored = await readStored(set.exportId)
  if (stored.size !== set.files.length) return undefined
  const manifest = Buffer.from(manifestText(set, contractNumber))
  const files = set.files.map(({ part, name, sizeBytes }): ZipEntry => {
    const { storedBytes, crc32: checksum } = stored.get(part)!
    return {
      name,
      sizeBytes,
      crc32: checksum,
      method: 'deflate',
      storedBytes: storedBytes - gzipHeaderBytes - gzipTrailerBytes,
      read: (from, until) => readContent(set.exportId, part, gzipHeaderBytes + from, gzipHeaderBytes + until),
    }
  })
  const archive = zipArchive([...files, manifestEntry(manifest)], set.finishedAt)
  return {
    ...archive,
    name: set.files[0]!.name.replace(/_\d+\.csv$/, '.zip'),
    mediaType: 'application/zip',
    tag: `${manifestTag(set, contractNumber)}-zip`,
  }
}

/** The manifest of a set as a file. */
export async function openManifest(set: ReadySet, contractNumber: string): Promise<Download> {
  const { name, sizeBytes, read } = manifestEntry(Buffer.from(manifestText(set, contractNumber)))
  return {
    name,
    mediaType: 'application/json; charset=utf-8',
    tag: manifestTag(set, contractNumber),
    sizeBytes,
    read,
  }
}

const manifestTag = (set: ReadySet, contractNumber: string) =>
  createHash('sha256').update(manifestText(set, contractNumber)).digest('hex')

const manifestEntry = (manifest: Buffer): ZipEntry => ({
  name: 'manifest.json',
  sizeBytes: manifest.length,
  crc32: crc32(manifest),
  method: 'store',
  storedBytes: manifest.length,
  read: async function* (from, until) {
    yield manifest.subarray(from, until)
  },
})

/** What only the stored content of each file says: its size, and the checksum at the beginning of gzip's trailer. */
async function readStored(exportId: string): Promise<Map<number, { storedBytes: number; crc32: number }>> {
  const { rows } = await getPool().query<{ part: number; stored_bytes: number; checksum: Buffer }>(
    `SELECT part, octet_length(content) AS stored_bytes,
            substring(content FROM octet_length(content) - $2::int + 1 FOR 4) AS checksum
     FROM export_file WHERE export_id = $1`,
    [exportId, gzipTrailerBytes],
  )
  return new Map(
    rows.map((row) => [row.part, { storedBytes: row.stored_bytes, crc32: row.checksum.readUInt32LE() }]),
  )
}
