import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ClientBase } from 'pg'
import type { CopyToStreamQuery } from 'pg-copy-streams'
import type { RecordAccess } from '@/lib/auth/account-user'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { copyNames } from '@/lib/usage/copy-names'
import { fileColumnsOf, type UsageColumn } from '@/lib/usage/columns'
import { copyUsage, findFileEnd } from '@/lib/usage/copy-usage'
import type { UsageTotals } from '@/lib/usage/totals'
import { csvFile } from '@/lib/usage/csv-file'
import type { UsageKey } from '@/lib/usage/cursor'
import { targetKind, targetName, targetScope, type DownloadTarget } from '@/lib/usage/download-target'
import { filePartRecords } from '@/lib/usage/limits'

/** The fastest: it keeps up with the database on one core, and its files are an eighth larger than by the usual 6. */
const gzipLevel = 1

/** What the files of a set are made of, and how. */
export interface FilesOrder extends RecordAccess {
  target: DownloadTarget
  encoding: FileEncoding
  formulas: FormulaChoice
  /** Whether they have the contract's names of their numbers. */
  withNames: boolean
}

export interface MadeFile {
  part: number
  name: string
  records: number
  /** yen */
  charge: bigint
  /** The file, gzip-compressed. */
  content: Uint8Array<ArrayBuffer>
  /** Size and SHA-256 of the file itself. */
  sizeBytes: number
  sha256: string
}

/** The records read and their totals do not agree: what was made is not to be believed. */
export class MismatchError extends Error {}

/**
 * Makes all files of a set in their order, each by one COPY from where the one before it ended.
 * @param client in a transaction in which `totals` were read too: all is of one moment, and must agree with them.
 * @param onRecords is given the records of each file that is made.
 * @throws MismatchError
 */
export async function makeFiles(
  client: ClientBase,
  { target, encoding, formulas, withNames, ...access }: FilesOrder,
  totals: UsageTotals,
  onRecords: (count: number) => void,
): Promise<MadeFile[]> {
  const whole = { ...targetScope(access, target), formulas }
  const columns = fileColumnsOf(targetKind(target), withNames)
  const files: MadeFile[] = []
  let after: UsageKey | undefined
  let isFull = true
  while (isFull && sum(files).records <= totals.records) {
    const scope = { ...whole, after, recordsMax: filePartRecords }
    const namesLiteral = withNames ? await copyNames(client, scope) : undefined
    const lines = copyUsage(client, { ...scope, namesLiteral })
    const [written, end] = await Promise.all([
      writeFile(lines, columns, encoding),
      // The database answers while the end of the file is still being compressed.
      finished(lines).then(() => findFileEnd(client, scope)),
    ])
    // Known for certain now that the connection has answered another query since.
    const records = lines.rowCount
    if (records !== (end?.records ?? 0))
      throw new MismatchError(`${records} records copied of ${end?.records}`)
    if (!end) break
    const part = files.length + 1
    files.push({ ...written, part, name: targetName(target, part), records, charge: end.charge })
    onRecords(records)
    after = end.key
    isFull = records === filePartRecords
  }
  const { records, charge } = sum(files)
  if (records !== totals.records || charge !== totals.charge)
    throw new MismatchError(`${records} records of ${totals.records}, ${charge} yen of ${totals.charge}`)
  return files
}

const sum = (files: MadeFile[]) => ({
  records: files.reduce((records, file) => records + file.records, 0),
  charge: files.reduce((charge, file) => charge + file.charge, 0n),
})

/** Makes a CSV file in its encoding of the lines that are copied; measures, hashes and compresses it. */
async function writeFile(
  lines: CopyToStreamQuery,
  columns: readonly UsageColumn[],
  encoding: FileEncoding,
): Promise<Pick<MadeFile, 'content' | 'sizeBytes' | 'sha256'>> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const measure = async function* (file: AsyncIterable<Buffer>) {
    for await (const piece of file) {
      hash.update(piece)
      sizeBytes += piece.length
      yield piece
    }
  }
  const compressed = createGzip({ level: gzipLevel })
  const [content] = await Promise.all([
    buffer(compressed),
    pipeline(lines, csvFile(columns, encoding), measure, compressed),
  ])
  return { content: new Uint8Array(content), sizeBytes, sha256: hash.digest('hex') }
}
