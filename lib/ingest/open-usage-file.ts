import { createHash } from 'node:crypto'
import { constants, open as openDescriptor } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { PortalError } from '@/lib/errors'

/** The name that stands for standard input. */
export const standardInput = '-'

const pieceBytes = 262_144

export interface OpenedFile {
  /** As the operator named it. */
  name: string
  /** Size on disk; undefined for standard input and pipes. */
  bytesTotal: number | undefined
  /** Of those, how many have been read. */
  bytesRead: () => number
  /** What the file says, decompressed. To be read once. @throws PortalError where it cannot be read further. */
  content: () => AsyncGenerator<Buffer, void>
  /** SHA-256 (hex) of what was read of the content: after its end, that of the whole, compressed or not. */
  sha256: () => string
  close: () => Promise<void>
}

/**
 * Opens an import file to be read as a stream; gzip is recognised by its first bytes, whatever the name.
 * @param name path, or `-` for standard input.
 * @throws PortalError where there is no such file, or none that may be read.
 */
export async function openUsageFile(name: string): Promise<OpenedFile> {
  const { stream, bytesTotal, close } = await openStream(name)
  const hash = createHash('sha256')
  let bytesRead = 0

  async function* raw() {
    for await (const piece of stream) {
      bytesRead += (piece as Buffer).length
      yield piece as Buffer
    }
  }

  async function* content() {
    try {
      for await (const piece of decompressed(raw())) {
        hash.update(piece)
        yield piece
      }
    } catch (error) {
      if (error instanceof PortalError) throw error
      const code = isZlibError(error) ? 'fileDamaged' : 'fileUnreadable'
      throw new PortalError({ code, file: name, reason: reasonOf(error) }, { cause: error })
    }
  }

  return {
    name,
    bytesTotal,
    bytesRead: () => bytesRead,
    content,
    sha256: () => hash.copy().digest('hex'),
    close,
  }
}

async function openStream(name: string) {
  if (name === standardInput)
    return {
      stream: process.stdin as Readable,
      bytesTotal: undefined,
      close: async () => void process.stdin.destroy(),
    }
  try {
    const about = await stat(name)
    if (about.isDirectory()) throw new Error('it is a folder')
    const stream = about.isFIFO() ? await openPipe(name) : await openFile(name)
    return {
      stream,
      bytesTotal: about.isFile() ? about.size : undefined,
      close: async () => void stream.destroy(),
    }
  } catch (error) {
    throw new PortalError({ code: 'fileUnreadable', file: name, reason: reasonOf(error) }, { cause: error })
  }
}

async function openFile(name: string): Promise<Readable> {
  const handle = await open(name)
  return handle.createReadStream({ highWaterMark: pieceBytes })
}

/**
 * Opens a named pipe as Node.js reads standard input: waiting for a writer, or for one that has stopped, takes
 * no thread. A thread that waits in open() or read() keeps the process from ending.
 */
async function openPipe(name: string): Promise<Readable> {
  const fd = await promisify(openDescriptor)(name, constants.O_RDONLY | constants.O_NONBLOCK)
  return new Socket({ fd, readable: true, writable: false })
}

async function* decompressed(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer, void> {
  let head: Buffer = Buffer.alloc(0)
  while (head.length < 2) {
    const { value, done } = await source.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  async function* whole() {
    if (head.length > 0) yield head
    yield* source
  }
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole()
  const gunzip = createGunzip({ chunkSize: pieceBytes })
  // Not a pipeline, which takes it for a failure that gunzip ends before the zeros that tapes put after a file.
  Readable.from(whole())
    .on('error', (error) => gunzip.destroy(error))
    .pipe(gunzip)
  for await (const piece of gunzip) yield piece as Buffer
}

const isZlibError = (error: unknown) =>
  typeof (error as NodeJS.ErrnoException)?.code === 'string' &&
  (error as NodeJS.ErrnoException).code!.startsWith('Z_')

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
