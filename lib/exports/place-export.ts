import { recordEvent, type EventUser, type SecurityEvent } from '@/lib/audit/record-event'
import type { RecordAccess } from '@/lib/auth/account-user'
import type { Database } from '@/lib/db/prisma'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import type { Locale } from '@/lib/i18n/locale'
import { databaseMonth, type JapanMonth } from '@/lib/time/japan-month'
import { targetEvent, type DownloadTarget } from '@/lib/usage/download-target'
import { sendExportJob } from './export-queue'
import { callerColumns, targetColumns } from './stored-export'

export type PlacedOrder = DownloadTarget & {
  encoding: FileEncoding
  formulas: FormulaChoice
  withNames: boolean
  locale: Locale
  /** What the search has at present. */
  records: number
  /** Of which month it is where it is asked for by itself. */
  standingMonth?: JapanMonth
}

/**
 * Puts a new set in the place of what the account has: its row, its job and the event in the audit trail.
 * @param db a transaction that holds the account's row, and has found that what is there may go.
 * @param event who asks, and whether something that was still of use goes.
 * @returns the id of the set.
 */
export async function placeExport(
  db: Database,
  { accountId, contractNumber, masksNumbers, callers }: EventUser & RecordAccess,
  order: PlacedOrder,
  { isReplacing, ...event }: Omit<SecurityEvent, 'kind' | 'detail'> & { isReplacing: boolean },
): Promise<string> {
  const { encoding, formulas, withNames, locale, records, standingMonth } = order
  // A run of it finds its row gone and stops.
  await db.exportRequest.deleteMany({ where: { accountId } })
  const { id: exportId } = await db.exportRequest.create({
    data: {
      accountId,
      contractNumber,
      encoding,
      formulas,
      withNames,
      masksNumbers,
      ...callerColumns(callers),
      locale,
      recordsTotal: records,
      requestedAt: event.at,
      standingMonth: standingMonth === undefined ? null : databaseMonth(standingMonth),
      ...targetColumns(order),
    },
    select: { id: true },
  })
  await sendExportJob(db, exportId)
  await recordEvent(db, {
    ...event,
    kind: 'exportRequested',
    detail: {
      ...targetEvent(order, 'bulk'),
      encoding,
      ...(formulas === 'asis' && { formulas }),
      ...(withNames && { names: '1' }),
      records,
      replaced: isReplacing,
    },
  })
  return exportId
}
