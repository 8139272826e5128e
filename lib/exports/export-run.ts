import type { Client } from 'pg'
import { recordEvent } from '@/lib/audit/record-event'
import type { Queryable } from '@/lib/db/transaction'
import type { UsageTotals } from '@/lib/usage/count'
import type { ExportFailure } from './find-export'
import type { MadePart, PartOrder } from './make-parts'
import { expiryOf } from './retention'
import { storedTarget, targetColumns, type TargetRow } from './stored-target'

/** After so many tries that each ended without a result a set has failed. */
const attemptsMax = 10

/**
 * One try to make a set. Its number is what its writes are tied to: a run that another one has followed, or whose
 * set was cancelled or replaced, writes nothing.
 */
export interface ExportRun extends PartOrder {
  exportId: string
  accountId: bigint
  attempt: number
}

/** A set that nobody else may run while this connection lives. @returns false where somebody does. */
export async function lockExport(client: Client, exportId: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held`,
    [`export ${exportId}`],
  )
  return rows[0]!.held
}

interface RunRow extends TargetRow {
  account_id: string
  contract_number: string
  encoding: PartOrder['encoding']
  formulas: PartOrder['formulas']
  attempts: number
}

/** Begins a try of a set that is locked. @returns undefined where it is not to be made (any more). */
export async function beginRun(db: Queryable, exportId: string, now: Date): Promise<ExportRun | undefined> {
  const { rows } = await db.query<RunRow>(
    `UPDATE export_request
     SET state = 'running', attempts = attempts + 1, records_done = 0, started_at = coalesce(started_at, $2)
     WHERE export_id = $1 AND state IN ('waiting', 'running') AND attempts < $3
     RETURNING account_id, contract_number, ${targetColumns}, encoding, formulas, attempts`,
    [exportId, now, attemptsMax],
  )
  const row = rows[0]
  return (
    row && {
      exportId,
      accountId: BigInt(row.account_id),
      contractNumber: row.contract_number,
      target: storedTarget(row),
      encoding: row.encoding,
      formulas: row.formulas,
      attempt: row.attempts,
    }
  )
}

const isOfRun = `export_id = $1 AND state = 'running' AND attempts = $2`

/** Notes how far a run has come. @returns false where it is to stop. */
export async function noteProgress(
  db: Queryable,
  { exportId, attempt }: ExportRun,
  recordsDone: number,
  recordsTotal: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE export_request SET records_done = $3, records_total = $4 WHERE ${isOfRun}`,
    [exportId, attempt, recordsDone, recordsTotal],
  )
  return rowCount === 1
}

/**
 * Makes the result of a run visible: all files and the state, in one transaction.
 * @returns false where it is not wanted any more, and nothing was written.
 */
export async function finishRun(
  client: Client,
  { exportId, attempt, accountId, contractNumber }: ExportRun,
  result: { parts: MadePart[]; totals: UsageTotals; asOf: Date; asOfImportId: bigint },
  now: Date,
): Promise<boolean> {
  const { parts, totals, asOf, asOfImportId } = result
  await client.query('BEGIN')
  const { rowCount } = await client.query(
    `UPDATE export_request
     SET state = 'ready', failure = NULL, records_done = $3, records_total = $3, totals = $4, as_of = $5,
         finished_at = $6, expires_at = $7, as_of_import_id = $8
     WHERE ${isOfRun}`,
    [exportId, attempt, totals.records, jsonOf(totals), asOf, now, expiryOf(now), asOfImportId],
  )
  if (rowCount !== 1) {
    await client.query('ROLLBACK')
    return false
  }
  for (const { part, name, records, sizeBytes, sha256, charge, content } of parts) {
    await client.query(
      `INSERT INTO export_file (export_id, part, name, records, size_bytes, sha256, charge, content)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [exportId, part, name, records, sizeBytes, sha256, charge, content],
    )
  }
  await recordEvent(client, {
    kind: 'exportReady',
    at: now,
    actor: 'system',
    accountId,
    contractNumber,
    detail: { records: totals.records, files: parts.length },
  })
  await client.query('COMMIT')
  return true
}

const jsonOf = (totals: UsageTotals) =>
  JSON.stringify(Object.fromEntries(Object.entries(totals).map(([name, value]) => [name, String(value)])))

/** Gives a set back as it was before the run, for another worker: the try does not count. */
export async function giveRunBack(db: Queryable, { exportId, attempt }: ExportRun): Promise<void> {
  await db.query(
    `UPDATE export_request SET state = 'waiting', attempts = attempts - 1, records_done = 0 WHERE ${isOfRun}`,
    [exportId, attempt],
  )
}

/** Ends a try without a result. Unless it is final, the set waits for the next one while it has some left. */
export async function failRun(
  db: Queryable,
  { exportId, attempt }: ExportRun,
  { failure, isFinal }: { failure: ExportFailure; isFinal: boolean },
  now: Date,
): Promise<void> {
  if (isFinal || attempt >= attemptsMax) return endAsFailed(db, exportId, failure, now)
  await db.query(
    `UPDATE export_request SET state = 'waiting', records_done = 0, failure = $3 WHERE ${isOfRun}`,
    [exportId, attempt, failure],
  )
}

/** Ends a locked set that has no tries left. */
export async function giveExportUp(db: Queryable, exportId: string, now: Date): Promise<void> {
  const { rows } = await db.query<{ attempts: number }>(
    `SELECT attempts FROM export_request WHERE export_id = $1 AND state IN ('waiting', 'running')`,
    [exportId],
  )
  if (rows[0] && rows[0].attempts >= attemptsMax) await endAsFailed(db, exportId, 'unexpected', now)
}

/** The reason that the last try gave is kept where the present one could give none. */
async function endAsFailed(db: Queryable, exportId: string, failure: ExportFailure, now: Date) {
  const { rows } = await db.query<{ account_id: string; contract_number: string; failure: ExportFailure }>(
    `UPDATE export_request
     SET state = 'failed', finished_at = $3, records_done = 0,
         failure = CASE WHEN $2 = 'unexpected' THEN coalesce(failure, $2) ELSE $2 END
     WHERE export_id = $1 AND state IN ('waiting', 'running')
     RETURNING account_id, contract_number, failure`,
    [exportId, failure, now],
  )
  for (const row of rows)
    await recordEvent(db, {
      kind: 'exportFailed',
      at: now,
      actor: 'system',
      accountId: BigInt(row.account_id),
      contractNumber: row.contract_number,
      detail: { reason: row.failure },
    })
}
