import { formatJapanTime } from '@/lib/time/japan-time'

export interface ZipEntry {
  /** ASCII. */
  name: string
  /** Of the file itself. */
  sizeBytes: number
  crc32: number
  /** What the archive holds of it: a raw deflate stream, or the file as it is. */
  method: 'deflate' | 'store'
  storedBytes: number
  read: (from: number, until: number) => AsyncIterable<Uint8Array>
}

interface Segment {
  sizeBytes: number
  read: (from: number, until: number) => AsyncIterable<Uint8Array>
}

/** Of PKZIP 2.0: deflate, no archive or entry of 4 GiB. */
const versionNeeded = 20
const methods = { store: 0, deflate: 8 }

/**
 * Lays a ZIP archive out around entries that are compressed already: nothing is compressed again, its size is known
 * before it is made, and any range of it can be read without the rest.
 * @param modifiedAt the time of all entries, written in Japan time.
 */
export function zipArchive(entries: ZipEntry[], modifiedAt: Date): Segment {
  const segments: Segment[] = []
  const directory: Buffer[] = []
  let offset = 0
  const add = (segment: Segment) => {
    segments.push(segment)
    offset += segment.sizeBytes
  }
  for (const entry of entries) {
    const shared = sharedHeader(entry, modifiedAt)
    const name = Buffer.from(entry.name, 'latin1')
    directory.push(centralHeader(shared, offset), name)
    add(fixed(Buffer.concat([localSignature, shared, name])))
    add({ sizeBytes: entry.storedBytes, read: entry.read })
  }
  const central = Buffer.concat(directory)
  add(fixed(Buffer.concat([central, endRecord(entries.length, central.length, offset)])))
  return { sizeBytes: offset, read: (from, until) => readSegments(segments, from, until) }
}

async function* readSegments(segments: Segment[], from: number, until: number): AsyncGenerator<Uint8Array> {
  let start = 0
  for (const { sizeBytes, read } of segments) {
    const [first, last] = [Math.max(from - start, 0), Math.min(until - start, sizeBytes)]
    if (first < last) yield* read(first, last)
    start += sizeBytes
  }
}

const fixed = (bytes: Buffer): Segment => ({
  sizeBytes: bytes.length,
  read: async function* (from, until) {
    yield bytes.subarray(from, until)
  },
})

const localSignature = Buffer.from('PK\x03\x04', 'latin1')

/** What the header before an entry and that in the directory have in common. */
function sharedHeader({ method, crc32, storedBytes, sizeBytes, name }: ZipEntry, modifiedAt: Date): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(versionNeeded, 0)
  header.writeUInt16LE(methods[method], 4)
  header.writeUInt32LE(dosTime(modifiedAt), 6)
  header.writeUInt32LE(crc32, 10)
  header.writeUInt32LE(storedBytes, 14)
  header.writeUInt32LE(sizeBytes, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

function centralHeader(shared: Buffer, offset: number): Buffer {
  const beginning = Buffer.from('PK\x01\x02\0\0', 'latin1')
  beginning.writeUInt16LE(versionNeeded, 4)
  const ending = Buffer.alloc(14)
  ending.writeUInt32LE(offset, 10)
  return Buffer.concat([beginning, shared, ending])
}

function endRecord(entries: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(directoryBytes, 12)
  record.writeUInt32LE(directoryOffset, 16)
  return record
}

/** A time as ZIP has it: two seconds a step, the time in the lower half, the date in the upper. */
function dosTime(at: Date): number {
  const [year, month, day, hour, minute, second] = formatJapanTime(at, 'yyyy MM dd HH mm ss')
    .split(' ')
    .map(Number) as [number, number, number, number, number, number]
  const time = (hour << 11) | (minute << 5) | (second >> 1)
  const date = ((year - 1980) << 9) | (month << 5) | day
  return date * 0x1_0000 + time
}
