import { addAbortSignal, Readable } from 'node:stream'

/**
 * A file as the body of an answer. A reader that leaves ends the file: nobody else would.
 * @returns null where the reader has left already.
 */
export function streamBody({ signal }: Request, file: Readable): ReadableStream | null {
  addAbortSignal(signal, file)
  return signal.aborted ? null : (Readable.toWeb(file) as ReadableStream)
}
