import { createHash, randomBytes } from 'node:crypto'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { cutRange } from '@/lib/exports/cut-range'
import { downloadResponse, parseRange, takesGzip, type Download } from '@/lib/exports/download-response'
import { zipArchive, type ZipEntry } from '@/lib/exports/zip-archive'

test.each([
  ['bytes=0-', { from: 0, until: 100 }],
  ['bytes=40-', { from: 40, until: 100 }],
  ['bytes=0-0', { from: 0, until: 1 }],
  ['bytes=99-99', { from: 99, until: 100 }],
  ['bytes=10-1000', { from: 10, until: 100 }],
  ['bytes=-1', { from: 99, until: 100 }],
  ['bytes=-1000', { from: 0, until: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['BYTES=1-2', { from: 1, until: 3 }],
  ['bytes=-100', { from: 0, until: 100 }],
  ['bytes=0-99999999999999999999', { from: 0, until: 100 }],
  ['bytes=99999999999999999999-', 'unsatisfiable'],
  // What is no range of bytes is no reason to refuse.
  ['bytes=5-4', 'whole'],
  ['bytes=0-1,3-4', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=a-b', 'whole'],
  ['bytes=0-1,200-', 'whole'],
  ['bytes=0x1-2', 'whole'],
  ['bytes=abc-', 'whole'],
  ['bytes= 1-2', 'whole'],
  ['bytes=1-2-3', 'whole'],
  ['bytes', 'whole'],
  ['', 'whole'],
  ['lines=0-1', 'whole'],
  ['lines=200-', 'whole'],
])('the range %s of 100 bytes', (header, range) => {
  expect(parseRange(header, 100)).toEqual(range)
})

test.each([
  [{ 'accept-encoding': 'gzip, deflate, br' }, true],
  [{ 'accept-encoding': 'br;q=1.0, GZIP;q=0.5' }, true],
  [{ 'accept-encoding': '*' }, true],
  [{ 'accept-encoding': '*, gzip;q=0' }, false],
  [{ 'accept-encoding': 'gzip;q=0.0' }, false],
  [{ 'accept-encoding': 'identity' }, false],
  [{}, false],
  [{ 'accept-encoding': 'gzip', range: 'bytes=1-' }, false],
])('%j takes gzip: %s', (headers, takes) => {
  expect(takesGzip(new Headers(headers as Record<string, string>))).toBe(takes)
})

const bytes = Buffer.from('0123456789')
const download = (read?: Download['read']): Download => ({
  name: 'a.csv',
  mediaType: 'text/csv',
  tag: 'tag',
  sizeBytes: bytes.length,
  read:
    read ??
    async function* (from, until) {
      for (let at = from; at < until; at += 3) yield bytes.subarray(at, Math.min(at + 3, until))
    },
})

/** `sent`: how often it counted as downloaded. */
async function answer(headers: Record<string, string>, method = 'GET', read?: Download['read']) {
  let sent = 0
  const request = { method, headers: new Headers(headers) }
  const response = downloadResponse(request, download(read), async () => void sent++)
  return { status: response.status, headers: response.headers, body: await response.text(), sent }
}

test.each([
  ['the whole', {}, 200, '0123456789', 1],
  ['the whole as a range', { range: 'bytes=0-' }, 206, '0123456789', 1],
  // Whether the beginning has ever arrived is not known.
  ['the rest', { range: 'bytes=4-' }, 206, '456789', 0],
  ['the rest of this very file', { range: 'bytes=4-', 'if-range': '"tag"' }, 206, '456789', 0],
  ['the last byte', { range: 'bytes=-1' }, 206, '9', 0],
  ['the rest of another one', { range: 'bytes=4-', 'if-range': '"old"' }, 200, '0123456789', 1],
  ['the rest by a weak tag', { range: 'bytes=4-', 'if-range': 'W/"tag"' }, 200, '0123456789', 1],
  ['the rest by a date', { range: 'bytes=4-', 'if-range': new Date(0).toUTCString() }, 200, '0123456789', 1],
  ['a part', { range: 'bytes=2-3' }, 206, '23', 0],
  ['what is not there', { range: 'bytes=10-' }, 416, '', 0],
])('asked for %s', async (_, headers, status, body, sent) => {
  const answered = await answer(headers as Record<string, string>)
  expect([answered.status, answered.body, answered.sent]).toEqual([status, body, sent])
  expect(answered.headers.get('content-length')).toBe(String(body.length))
  expect(answered.headers.get('etag')).toBe('"tag"')
  expect(answered.headers.get('cache-control')).toContain('no-store')
})

test('HEAD describes the whole and sends nothing', async () => {
  const { status, headers, body, sent } = await answer({ range: 'bytes=4-' }, 'HEAD')
  expect([status, headers.get('content-length'), body, sent]).toEqual([200, '10', '', 0])
})

test('a file that is deleted while it is sent breaks the transfer', async () => {
  const short: Download['read'] = async function* () {
    yield bytes.subarray(0, 5)
  }
  await expect(answer({}, 'GET', short)).rejects.toThrow()
})

/** Reads an archive as an unpacker does: by the directory at its end. */
function unpack(zip: Buffer): { name: string; content: Buffer }[] {
  const end = zip.length - 22
  expect(zip.toString('latin1', end, end + 4)).toBe('PK\x05\x06')
  let at = zip.readUInt32LE(end + 16)
  expect(at + zip.readUInt32LE(end + 12)).toBe(end)
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.toString('latin1', at, at + 4)).toBe('PK\x01\x02')
    const [method, checksum] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16)]
    const [stored, size] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
    const nameLength = zip.readUInt16LE(at + 28)
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('latin1', at + 46, at + 46 + nameLength)
    expect(zip.toString('latin1', local, local + 4)).toBe('PK\x03\x04')
    expect(zip.subarray(local + 4, local + 30)).toEqual(zip.subarray(at + 6, at + 32))
    expect(zip.toString('latin1', local + 30, local + 30 + nameLength)).toBe(name)
    const raw = zip.subarray(local + 30 + nameLength, local + 30 + nameLength + stored)
    const content = method === 8 ? inflateRawSync(raw) : raw
    expect([content.length, crc32(content)]).toEqual([size, checksum])
    at += 46 + nameLength
    return { name, content }
  })
}

/** Entries of some sizes, every other one deflated, and the files that they are made of. */
function entriesOf(sizes: number[], bytesOf: (size: number) => Buffer) {
  const files = sizes.map((size, index) => ({ name: `f${index}.csv`, content: bytesOf(size) }))
  const entries = files.map(({ name, content }, index): ZipEntry => {
    const isDeflated = index % 2 === 0
    const stored = isDeflated ? deflateRawSync(content) : content
    return {
      name,
      sizeBytes: content.length,
      crc32: crc32(content),
      method: isDeflated ? 'deflate' : 'store',
      storedBytes: stored.length,
      read: async (from, bytes) => stored.subarray(from, from + bytes),
    }
  })
  return { files, entries }
}

const modifiedAt = new Date('2026-11-23T00:00:02Z')

async function bytesIn(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

test('an archive holds its entries, and any range of it is that of the whole', async () => {
  const { files, entries } = entriesOf([0, 1, 70_000, 5], randomBytes)
  const whole = await bytesIn(zipArchive(entries, modifiedAt))
  expect(unpack(whole)).toEqual(files)
  // 2026-11-23 09:00:02 in Japan
  expect(whole.readUInt32LE(10)).toBe(((46 << 9) | (11 << 5) | 23) * 0x1_0000 + ((9 << 11) | 1))
  const place = fc.nat(whole.length)
  await fc.assert(
    fc.asyncProperty(place, place, async (one, other) => {
      const [from, until] = [Math.min(one, other), Math.max(one, other)]
      const range = await bytesIn(cutRange(zipArchive(entries, modifiedAt), from, until))
      expect(range.equals(whole.subarray(from, until))).toBe(true)
    }),
  )
})

test('the bytes of an archive stay what they are: else `archiveVersion` of set-downloads.ts must be raised', async () => {
  const { entries } = entriesOf([0, 10, 0, 100_000], (size) => Buffer.alloc(size, 'a'))
  const archive = await bytesIn(zipArchive(entries, modifiedAt))
  expect(createHash('sha256').update(archive).digest('hex')).toBe(
    'c2d5d844881a4829f1d81ebc296a3c207e925fe9beecb3cd33df829bd815fc32',
  )
})

test('an archive of which some content is gone is never whole', async () => {
  const { entries } = entriesOf([10, 300_000], randomBytes)
  const { read } = entries[1]!
  entries[1]!.read = async (from, bytes) => {
    if (from > 0) throw new Error('gone')
    return read(from, bytes)
  }
  await expect(bytesIn(zipArchive(entries, modifiedAt))).rejects.toThrow('gone')
})

test('an archive that is left half-way reads no more', async () => {
  const { entries } = entriesOf([300_000, 300_000, 300_000, 300_000], randomBytes)
  let reads = 0
  for (const entry of entries) {
    const { read } = entry
    entry.read = (from, bytes) => {
      reads++
      return read(from, bytes)
    }
  }
  for await (const piece of zipArchive(entries, modifiedAt)) if (piece.length > 0) break
  const readsWhenLeft = reads
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(reads - readsWhenLeft).toBeLessThan(3)
})
