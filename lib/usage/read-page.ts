import type { RecordAccess } from '@/lib/auth/account-user'
import type { UsageCall, UsageDestination } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { seenNumber } from '@/lib/numbers/mask-number'
import type { UsageCursor, UsageKey } from './cursor'
import { pageRecords, screenRecordsMax } from './limits'
import { callCells, destinationCells } from './record-cells'
import { readRecordNames, type NumbersOfRecord, type RecordNames } from './record-names'
import { callWhere, destinationWhere, recordOrder, type UsagePlace, type UsageScope } from './record-where'
import { sortedBy } from './sort'

/** A record as the screen shows it. */
export interface UsageRecord {
  key: UsageKey
  /** A text for each of the columns (`columnsOf`); empty where the record has no value. */
  cells: string[]
  names: RecordNames
}

/** One page of a result on screen. */
export interface UsagePage {
  records: UsageRecord[]
  /** Records of the result that stand before this page, at most `screenRecordsMax`. */
  recordsBefore: number
  /** BACK and NEXT, where there is such a page within the first `screenRecordsMax` records. */
  back?: UsageCursor
  next?: UsageCursor
}

/**
 * Reads the page of a scope that a cursor names, in its order.
 *
 * A record's place is found by its key, never by an offset, so that rows with one time are neither lost nor doubled
 * between pages.
 * @param namesFrom where the names of numbers are read, which customers change: never a replica.
 * @returns undefined where the cursor names no page among the records that a screen shows.
 */
export async function readPage(
  db: Database,
  scope: UsageScope,
  cursor: UsageCursor | undefined,
  namesFrom = db,
): Promise<UsagePage | undefined> {
  const isBack = cursor?.direction === 'before'
  const rows = await readRecords(db, scope, cursor, namesFrom)
  const records = rows.slice(0, pageRecords)
  if (isBack) records.reverse()

  const recordsUpToCursor = cursor ? await countBeforePage(db, scope, cursor) : 0
  const recordsBefore = isBack ? recordsUpToCursor - records.length : recordsUpToCursor
  if (recordsBefore >= screenRecordsMax || (cursor && records.length === 0)) return undefined
  const shown = records.slice(0, screenRecordsMax - recordsBefore)
  const hasMore = isBack || rows.length > pageRecords
  const isFollowed = hasMore && recordsBefore + shown.length < screenRecordsMax
  const last = shown.at(-1)
  return {
    records: shown,
    recordsBefore,
    back: recordsBefore > 0 && shown[0] ? { direction: 'before', key: shown[0].key } : undefined,
    next: isFollowed && last ? { direction: 'after', key: last.key } : undefined,
  }
}

export const callRecord = (call: UsageCall, access: RecordAccess) => ({
  key: { calledAt: call.calledAt, callId: call.callId },
  cells: callCells(seenRecord(call, access)),
})

const destinationRecord = (destination: UsageDestination, access: RecordAccess) => ({
  key: {
    calledAt: destination.calledAt,
    callId: destination.callId,
    destinationNo: destination.destinationNo,
  },
  cells: destinationCells(seenRecord(destination, access)),
})

/** A record with its numbers as an account sees them. */
const seenRecord = <Row extends NumbersOfRecord>(row: Row, access: RecordAccess): Row => ({
  ...row,
  callerNumber: seenNumber(row.callerNumber, access),
  calleeNumber: row.calleeNumber === null ? null : seenNumber(row.calleeNumber, access),
})

/** The records of a page and one more if there is one, from the cursor on. */
async function readRecords(
  db: Database,
  scope: UsageScope,
  cursor: UsageCursor | undefined,
  namesFrom: Database,
): Promise<UsageRecord[]> {
  const place: UsagePlace | undefined = cursor && { side: cursor.direction, key: cursor.key }
  const orderBy = recordOrder(scope, cursor?.direction === 'before')
  const take = pageRecords + 1
  const { by } = sortedBy(scope.sort)
  const recordsOf = async <Row extends NumbersOfRecord & { charge: bigint; sentPages: number }>(
    rows: Row[],
    recordOf: (row: Row, access: RecordAccess) => Omit<UsageRecord, 'names'>,
  ) => {
    const namesOfRow = await readRecordNames(scope.contractNumber, rows, namesFrom)
    return rows.map((row) => {
      const record = { ...recordOf(row, scope), names: namesOfRow(row) }
      return by === 'calledAt' ? record : { ...record, key: { ...record.key, sorted: BigInt(row[by]) } }
    })
  }
  return scope.kind === 'call'
    ? recordsOf(await db.usageCall.findMany({ where: callWhere(scope, place), orderBy, take }), callRecord)
    : recordsOf(
        await db.usageDestination.findMany({ where: destinationWhere(scope, place), orderBy, take }),
        destinationRecord,
      )
}

/** How many records come before the page of a cursor; counting stops just past the screen's limit. */
async function countBeforePage(
  db: Database,
  scope: UsageScope,
  { direction, key }: UsageCursor,
): Promise<number> {
  const place: UsagePlace = { side: direction === 'before' ? 'before' : 'upTo', key }
  const orderBy = recordOrder(scope)
  const take = screenRecordsMax + pageRecords
  return scope.kind === 'call'
    ? db.usageCall.count({ where: callWhere(scope, place), orderBy, take })
    : db.usageDestination.count({ where: destinationWhere(scope, place), orderBy, take })
}
