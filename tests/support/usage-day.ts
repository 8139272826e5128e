import type { CallRow, DestinationRow } from '@/lib/ingest/usage-rows'

/** A call of contract 04 with one destination, but for what is changed. */
export function callRow(callId: bigint, calledAt: string, changes: Partial<CallRow> = {}): CallRow {
  return {
    contractNumber: '04',
    callId,
    calledAt,
    communicationType: '一般',
    callerNumber: '001',
    calleeNumber: '002',
    area: 'JAPAN',
    destinationCount: 1,
    acceptedPages: 1,
    sentPages: 1,
    billedPages: 1,
    discountType: null,
    charge: 19n,
    ...changes,
  }
}

/** A destination of such a call. */
export function destinationRow(
  callId: bigint,
  destinationNo: number,
  calledAt: string,
  changes: Partial<DestinationRow> = {},
): DestinationRow {
  return {
    contractNumber: '04',
    callId,
    destinationNo,
    calledAt,
    communicationType: '一般',
    callerNumber: '001',
    calleeNumber: '002',
    area: 'JAPAN',
    paperMode: 'A4G3F',
    sentPages: 1,
    billedPages: 1,
    callType: null,
    charge: 19n,
    ...changes,
  }
}
