import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPool } from '@/lib/db/pool'
import type { Queryable } from '@/lib/db/transaction'
import { callCorrectedSince, correctedSince, type Correction } from '@/lib/usage/corrections'
import type { UsageTotals } from '@/lib/usage/count'
import type { DownloadTarget } from '@/lib/usage/download-target'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import type { FormulaChoice } from '@/lib/usage/formula-choice'
import { storedTarget, targetColumns, type TargetRow } from './stored-target'

/** Whose sets a request may see: the account's own, of its own contract. */
export type ExportOwner = Pick<SignedInUser, 'accountId' | 'contractNumber'>

/** Why a set could not be made; each has a text in the catalogue (`exports.failures.<failure>`). */
export type ExportFailure = 'noRecords' | 'tooManyRecords' | 'mismatch' | 'storageFull' | 'unexpected'

export interface ExportFileInfo {
  part: number
  name: string
  records: number
  sizeBytes: number
  sha256: string
  /** yen */
  charge: bigint
  downloadedAt: Date | null
}

export interface ExportSet {
  exportId: string
  /** `expired`: it was ready, and its files are gone. */
  state: 'waiting' | 'running' | 'ready' | 'expired' | 'failed' | 'cancelled'
  failure: ExportFailure | null
  target: DownloadTarget
  encoding: FileEncoding
  formulas: FormulaChoice
  recordsTotal: number
  recordsDone: number
  /** Of a waiting set: how many sets come before it. */
  waitingBefore: number
  requestedAt: Date
  asOf: Date | null
  /** The newest line of the import log at that moment. */
  asOfImportId: bigint | null
  finishedAt: Date | null
  expiresAt: Date | null
  /** Of a set that was made. */
  totals: UsageTotals | null
  /** Of a ready set, in their order. */
  files: ExportFileInfo[]
}

export type ReadySet = ExportSet & {
  state: 'ready'
  totals: UsageTotals
} & Record<'asOf' | 'finishedAt' | 'expiresAt', Date>

interface SetRow extends TargetRow {
  export_id: string
  state: 'waiting' | 'running' | 'ready' | 'failed' | 'cancelled'
  failure: ExportFailure | null
  encoding: FileEncoding
  formulas: FormulaChoice
  records_total: number
  records_done: number
  waiting_before: number
  as_of: Date | null
  as_of_import_id: string | null
  finished_at: Date | null
  expires_at: Date | null
  totals: Record<keyof UsageTotals, string> | null
}

/** The user's set; undefined where there is none. */
export async function findExport(
  owner: ExportOwner,
  now: Date,
  db: Queryable = getPool(),
): Promise<ExportSet | undefined> {
  const { rows } = await db.query<SetRow>(
    `SELECT export_id, state, failure, ${targetColumns}, encoding, formulas, records_total, records_done, as_of, as_of_import_id,
            finished_at, expires_at, totals,
            (SELECT count(*)::int FROM export_request AS other
             WHERE other.state IN ('waiting', 'running') AND request.state = 'waiting'
               AND (other.requested_at, other.export_id) < (request.requested_at, request.export_id)) AS waiting_before
     FROM export_request AS request WHERE account_id = $1 AND contract_number = $2`,
    [owner.accountId, owner.contractNumber],
  )
  const row = rows[0]
  if (!row) return undefined
  const isExpired = row.state === 'ready' && row.expires_at! <= now
  return {
    exportId: row.export_id,
    state: isExpired ? 'expired' : row.state,
    failure: row.failure,
    target: storedTarget(row),
    encoding: row.encoding,
    formulas: row.formulas,
    recordsTotal: row.records_total,
    recordsDone: row.records_done,
    waitingBefore: row.waiting_before,
    requestedAt: row.requested_at,
    asOf: row.as_of,
    asOfImportId: row.as_of_import_id === null ? null : BigInt(row.as_of_import_id),
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
    totals: row.totals && totalsOf(row.totals),
    files: row.state === 'ready' && !isExpired ? await readFiles(db, row.export_id) : [],
  }
}

/** A set whose files can be downloaded, by its id; undefined for another's, and for one that is not ready. */
export async function findReadySet(
  owner: ExportOwner,
  exportId: string,
  now: Date,
): Promise<ReadySet | undefined> {
  const set = await findExport(owner, now)
  return set?.exportId === exportId && set.state === 'ready' ? (set as ReadySet) : undefined
}

/** The user's set that a new request would delete, where there is one that holds something: the form shows it. */
export async function findReplaceableExport(owner: ExportOwner, now: Date): Promise<ExportSet | undefined> {
  const set = await findExport(owner, now)
  return set && holdsSomething(set) ? set : undefined
}

/** Whether replacing a set would take something from its owner. */
export const holdsSomething = ({ state }: ExportSet) =>
  state === 'waiting' || state === 'running' || state === 'ready'

async function readFiles(db: Queryable, exportId: string): Promise<ExportFileInfo[]> {
  const { rows } = await db.query<{
    part: number
    name: string
    records: number
    size_bytes: number
    sha256: string
    charge: string
    downloaded_at: Date | null
  }>(
    `SELECT part, name, records, size_bytes, sha256, charge, downloaded_at
     FROM export_file WHERE export_id = $1 ORDER BY part`,
    [exportId],
  )
  return rows.map(({ size_bytes: sizeBytes, charge, downloaded_at: downloadedAt, ...file }) => ({
    ...file,
    sizeBytes,
    charge: BigInt(charge),
    downloadedAt,
  }))
}

function totalsOf(stored: Record<keyof UsageTotals, string>): UsageTotals {
  return {
    records: Number(stored.records),
    destinations: BigInt(stored.destinations),
    acceptedPages: BigInt(stored.acceptedPages),
    sentPages: BigInt(stored.sentPages),
    billedPages: BigInt(stored.billedPages),
    charge: BigInt(stored.charge),
  }
}

/** The latest load of the data that a set came from, where there was one after its moment. */
export async function correctionOf({ target, asOfImportId }: ExportSet): Promise<Correction | undefined> {
  if (asOfImportId === null) return undefined
  return 'search' in target
    ? correctedSince(target.search, asOfImportId)
    : callCorrectedSince(target.call, asOfImportId)
}
