import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { inTransaction } from '@/lib/db/transaction'
import { targetEvent, totalTarget, type DownloadTarget } from '@/lib/usage/download-target'
import type { FileEncoding } from '@/lib/usage/file-encoding'
import type { FormulaChoice } from '@/lib/usage/formula-choice'
import { keepEncoding } from '@/lib/usage/last-choices'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { sendExportJob } from './export-queue'
import { findExport, holdsSomething } from './find-export'
import { targetColumns, targetValues } from './stored-target'

export type ExportOrder = DownloadTarget & {
  encoding: FileEncoding
  formulas: FormulaChoice
  /** The set that the user was told would be deleted for this one. */
  replace?: string
}

export type RequestOutcome =
  | { outcome: 'taken'; exportId: string }
  /** There is a set that the user has not agreed to lose. */
  | { outcome: 'exists' }
  | { outcome: 'noRecords' }
  | { outcome: 'tooManyRecords'; records: number }

/**
 * Takes a bulk export of the user's own contract (spec section 6): its row and its job in one transaction.
 *
 * One set an account: an existing one is replaced only where `replace` names it, so that of two requests at once
 * one is taken, and nobody loses a set unseen. A set that holds nothing any more is in nobody's way.
 */
export async function requestExport(
  user: EventUser,
  order: ExportOrder,
  source: RequestSource,
  now: Date,
): Promise<RequestOutcome> {
  const { encoding, formulas, replace } = order
  const { records } = await totalTarget(user, order)
  if (records === 0) return { outcome: 'noRecords' }
  if (records > bulkRecordsMax) return { outcome: 'tooManyRecords', records }

  await keepEncoding(user, encoding)
  return inTransaction<RequestOutcome>(async (client) => {
    // One request of an account at a time.
    await client.query('SELECT FROM account WHERE account_id = $1 FOR NO KEY UPDATE', [user.accountId])
    const existing = await findExport(user, now, client)
    if (existing && holdsSomething(existing) && existing.exportId !== replace) return { outcome: 'exists' }
    // A run of it finds its row gone and stops.
    await client.query('DELETE FROM export_request WHERE account_id = $1', [user.accountId])

    const { rows } = await client.query<{ export_id: string }>(
      `INSERT INTO export_request (account_id, contract_number, encoding, formulas, records_total, ${targetColumns})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING export_id`,
      [user.accountId, user.contractNumber, encoding, formulas, records, ...targetValues(order), now],
    )
    const exportId = rows[0]!.export_id
    await sendExportJob(client, exportId)
    const isReplacing = existing !== undefined && holdsSomething(existing)
    await recordEvent(client, {
      ...eventOf(user, source, now),
      kind: 'exportRequested',
      detail: {
        ...targetEvent(order, 'bulk'),
        encoding,
        ...(formulas === 'asis' && { formulas }),
        records,
        replaced: isReplacing,
      },
    })
    return { outcome: 'taken', exportId }
  })
}
