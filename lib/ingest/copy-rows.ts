import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { JapanDate } from '@/lib/time/japan-time'
import {
  callFileColumns,
  callFileLine,
  destinationFileColumns,
  destinationFileLine,
  type CallRow,
  type DestinationRow,
} from './usage-rows'

/** What one contract brought in one file. */
interface ContractTally {
  records: number
  /** yen */
  charge: bigint
}

/** What a COPY brought in. */
export interface CopiedRows {
  /** SHA-256 (hex) of the rows as a file: heading row, then one line a row, each ended by LF. */
  sha256: string
  records: number
  byContract: Map<string, ContractTally>
  /** The latest 発信日時 among the rows, Japan time; undefined when there is none. */
  lastCalledAt: string | undefined
}

/** Large enough for few round trips, small enough that a day of any size needs little memory at a time. */
const rowsPerChunk = 1_000

/**
 * Copies calls into `usage_call`, in the order given: sort them by key first, so that the rows of one contract
 * lie together on disk.
 * @param client in a transaction whose time zone is Asia/Tokyo: the lines carry Japan time without an offset.
 * @throws DatabaseError for a row that the table refuses; the transaction is then to be rolled back.
 */
export function copyCalls(client: ClientBase, rows: readonly CallRow[]): Promise<CopiedRows> {
  return copyRows(client, { table: 'usage_call', fileColumns: callFileColumns, rows, toLine: callFileLine })
}

/**
 * Copies destinations into `usage_destination`, after their calls: a destination without its call is refused.
 * All else is as for `copyCalls`.
 * @param usageDate the day of their calls.
 */
export function copyDestinations(
  client: ClientBase,
  usageDate: JapanDate,
  rows: readonly DestinationRow[],
): Promise<CopiedRows> {
  return copyRows(client, {
    table: 'usage_destination',
    fileColumns: destinationFileColumns,
    rows,
    toLine: destinationFileLine,
    leading: { column: 'usage_date', value: usageDate },
  })
}

interface Copy<Row> {
  table: string
  fileColumns: string
  rows: readonly Row[]
  toLine: (row: Row) => string
  /** A column of the table that the file does not have: the same in every row, and not part of the hash. */
  leading?: { column: string; value: string }
}

async function copyRows<Row extends { contractNumber: string; calledAt: string; charge: bigint }>(
  client: ClientBase,
  { table, fileColumns, rows, toLine, leading }: Copy<Row>,
): Promise<CopiedRows> {
  const hash = createHash('sha256').update(`${fileColumns}\n`)
  const byContract = new Map<string, ContractTally>()
  let lastCalledAt: string | undefined
  const lineStart = leading ? `${leading.value},` : ''

  function* chunks() {
    for (let start = 0; start < rows.length; start += rowsPerChunk) {
      const lines: string[] = []
      for (const row of rows.slice(start, start + rowsPerChunk)) {
        lines.push(toLine(row))
        const tally = byContract.get(row.contractNumber)
        if (tally) {
          tally.records += 1
          tally.charge += row.charge
        } else byContract.set(row.contractNumber, { records: 1, charge: row.charge })
        if (lastCalledAt === undefined || row.calledAt > lastCalledAt) lastCalledAt = row.calledAt
      }
      hash.update(`${lines.join('\n')}\n`)
      yield `${lineStart}${lines.join(`\n${lineStart}`)}\n`
    }
  }

  const columns = leading ? `${leading.column},${fileColumns}` : fileColumns
  const copy = client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN (FORMAT csv)`))
  await pipeline(Readable.from(chunks()), copy)
  return { sha256: hash.digest('hex'), records: rows.length, byContract, lastCalledAt }
}
