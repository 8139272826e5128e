import { recordEnds } from '@/lib/usage/record-ends'

const comma = 0x2c
const zero = 0x30
/** Numbers of so many digits, and sums of a block of them, are exact as floating-point numbers. */
const exactDigits = 10

/** One file's share of the lines. Read `lines` to their end: the other two grow as that goes on. */
export interface CutPart {
  lines: AsyncGenerator<Buffer>
  records: number
  /** yen: the sum of the last column. */
  charge: bigint
}

/**
 * Cuts the lines that `copyUsage` reads into parts of `recordsMax` records, the last one of what remains, without
 * ever holding more than a piece of them. A part is to be read before the next one is asked for.
 * @param onRecords is told how many records went on, again and again.
 */
export async function* cutParts(
  lines: AsyncIterable<Buffer>,
  recordsMax: number,
  onRecords: (count: number) => void,
): AsyncGenerator<CutPart> {
  const blocks = wholeRecords(lines)
  let block = await nextBlock(blocks)
  while (block) {
    const part: CutPart = { lines: take(), records: 0, charge: 0n }
    yield part
    async function* take() {
      while (block && part.records < recordsMax) {
        const { bytes, ends } = block
        const count = Math.min(ends.length, recordsMax - part.records)
        const until = ends[count - 1]! + 1
        part.records += count
        part.charge += sumOfLastColumn(bytes, ends.slice(0, count))
        onRecords(count)
        yield bytes.subarray(0, until)
        block =
          count < ends.length
            ? { bytes: bytes.subarray(until), ends: ends.slice(count).map((at) => at - until) }
            : await nextBlock(blocks)
      }
    }
  }
}

interface Block {
  bytes: Buffer
  /** Where its records end; the last one ends it. */
  ends: number[]
}

const nextBlock = async (blocks: AsyncGenerator<Block>): Promise<Block | undefined> =>
  (await blocks.next()).value as Block | undefined

/** Copies no more than the records that two pieces share. */
async function* wholeRecords(pieces: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  const endsIn = recordEnds()
  let begun: Buffer[] = []
  for await (const piece of pieces) {
    const ends = endsIn(piece)
    let from = 0
    if (begun.length > 0 && ends.length > 0) {
      from = ends.shift()! + 1
      const bytes = Buffer.concat([...begun, piece.subarray(0, from)])
      begun = []
      yield { bytes, ends: [bytes.length - 1] }
    }
    const until = ends.length > 0 ? ends.at(-1)! + 1 : from
    if (until > from) yield { bytes: piece.subarray(from, until), ends: ends.map((at) => at - from) }
    if (until < piece.length) begun.push(piece.subarray(until))
  }
  if (begun.length > 0) throw new Error('The last record is not whole')
}

/** 通信料 is the last column of both kinds (spec section 2), a number and so never quoted. */
function sumOfLastColumn(bytes: Buffer, ends: number[]): bigint {
  let sum = 0
  let large = 0n
  for (const end of ends) {
    let value = 0
    let at = end
    for (let unit = 1; bytes[--at] !== comma; unit *= 10) value += (bytes[at]! - zero) * unit
    if (end - at > exactDigits) large += BigInt(bytes.toString('latin1', at + 1, end))
    else sum += value
  }
  return BigInt(sum) + large
}
