import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { ImportedFiles } from './log-import'
import { prepareStaging, stageLines } from './staging'
import { fileColumns, type UsageFile } from './usage-file'
import {
  callFileLine,
  destinationFileLine,
  type CallRow,
  type DestinationRow,
  type UsageDay,
} from './usage-rows'

/** Large enough for few round trips, small enough that a day of any size needs little memory at a time. */
const rowsPerChunk = 1_000

/**
 * Stages a day's rows as if they had come in two files, sorted by contract, 発信日時 and number.
 * @param client in a transaction whose time zone is Asia/Tokyo: the rows carry Japan time without an offset.
 * @returns the hashes that those files would have: the same rows, in whatever order, have the same ones.
 */
export async function stageRows(client: ClientBase, day: UsageDay): Promise<ImportedFiles> {
  await prepareStaging(client)
  return {
    callsSha256: await stage(client, 'calls', [...day.calls].sort(compareRows), callFileLine),
    destinationsSha256: await stage(
      client,
      'destinations',
      [...day.destinations].sort(compareRows),
      destinationFileLine,
    ),
  }
}

async function stage<Row>(
  client: ClientBase,
  file: UsageFile,
  rows: readonly Row[],
  toLine: (row: Row) => string,
): Promise<string> {
  const columns = fileColumns[file].map(({ name }) => name)
  const hash = createHash('sha256').update(`${columns.join()}\n`)
  function* chunks() {
    for (let start = 0; start < rows.length; start += rowsPerChunk) {
      const lines = rows.slice(start, start + rowsPerChunk).map((row) => `${toLine(row)}\n`)
      const chunk = lines.join('')
      hash.update(chunk)
      yield chunk
    }
  }
  await stageLines(client, file, columns, chunks())
  return hash.digest('hex')
}

/** By the key of the tables: contract, 発信日時, call, destination. */
function compareRows(a: CallRow | DestinationRow, b: CallRow | DestinationRow): number {
  return (
    compare(a.contractNumber, b.contractNumber) ||
    compare(a.calledAt, b.calledAt) ||
    compare(a.callId, b.callId) ||
    compare(destinationNoOf(a), destinationNoOf(b))
  )
}

const compare = <T extends string | bigint | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

const destinationNoOf = (row: CallRow | DestinationRow) => ('destinationNo' in row ? row.destinationNo : 0)
