import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { cutRange } from './cut-range'
import type { Download } from './download-response'
import type { ReadySet } from './find-export'
import { manifestText } from './manifest'
import {
  gzipHeaderBytes,
  gzipTrailerBytes,
  measureContents,
  readContent,
  readDecoded,
  readSlice,
} from './read-content'
import { zipArchive, type ZipEntry } from './zip-archive'

const charsets = { 'utf-8': 'utf-8', shift_jis: 'Shift_JIS' }

/** Stands in the tag of an archive: to be raised whenever the same set gives another archive, as by another zip.js. */
const archiveVersion = 2

/**
 * Opens one file of a set for download.
 * @param isGzip passes it on as it is stored, for a client that takes gzip.
 * @returns undefined where the set has no such part.
 */
export async function openFile(set: ReadySet, part: number, isGzip: boolean): Promise<Download | undefined> {
  const file = set.files.find((candidate) => candidate.part === part)
  const content = file && (await measureContents(set.exportId)).get(part)
  if (!content) return undefined
  const { exportId } = set
  const { storedBytes } = content
  const shared = { name: file.name, mediaType: `text/csv; charset=${charsets[set.encoding]}; header=present` }
  return isGzip
    ? {
        ...shared,
        tag: `${file.sha256}-gzip`,
        sizeBytes: storedBytes,
        contentEncoding: 'gzip',
        read: (from, until) => readContent(exportId, part, from, until),
      }
    : {
        ...shared,
        tag: file.sha256,
        sizeBytes: file.sizeBytes,
        read: (from, until) => readDecoded(exportId, part, storedBytes, from, until),
      }
}

/**
 * Opens all files of a set and its manifest as one archive. It is written once to count its bytes, and again to be
 * sent, from its beginning whatever the range.
 * @returns undefined where the set is gone by now.
 */
export async function openZip(set: ReadySet, contractNumber: string): Promise<Download | undefined> {
  const contents = await measureContents(set.exportId)
  const entries: ZipEntry[] = []
  for (const { part, name, sizeBytes } of set.files) {
    const content = contents.get(part)
    if (!content) return undefined
    entries.push({
      name,
      sizeBytes,
      crc32: content.crc32,
      method: 'deflate',
      storedBytes: content.storedBytes - gzipHeaderBytes - gzipTrailerBytes,
      read: (from, bytes) => readSlice(set.exportId, part, gzipHeaderBytes + from, bytes),
    })
  }
  const manifest = Buffer.from(manifestText(set, contractNumber))
  entries.push({
    name: 'manifest.json',
    sizeBytes: manifest.length,
    crc32: crc32(manifest),
    method: 'store',
    storedBytes: manifest.length,
    read: async (from, bytes) => manifest.subarray(from, from + bytes),
  })
  const archive = () => zipArchive(entries, set.finishedAt)
  return {
    name: set.files[0]!.name.replace(/_\d+\.csv$/, '.zip'),
    mediaType: 'application/zip',
    tag: `${sha256Of(manifest)}-zip${archiveVersion}`,
    sizeBytes: await countBytes(archive()),
    read: (from, until) => cutRange(archive(), from, until),
  }
}

/** Opens the manifest of a set as a file. */
export async function openManifest(set: ReadySet, contractNumber: string): Promise<Download> {
  const manifest = Buffer.from(manifestText(set, contractNumber))
  return {
    name: 'manifest.json',
    mediaType: 'application/json; charset=utf-8',
    tag: sha256Of(manifest),
    sizeBytes: manifest.length,
    read: async function* (from, until) {
      yield manifest.subarray(from, until)
    },
  }
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function countBytes(pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const piece of pieces) bytes += piece.length
  return bytes
}
