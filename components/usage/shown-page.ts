import { formatCursor } from '@/lib/usage/cursor'
import type { UsagePage } from '@/lib/usage/read-page'
import type { UsageKind } from '@/lib/usage/search'

/** A page of a result as the screen shows it. */
export interface ShownPage {
  /** Records of the result that stand before it. */
  recordsBefore: number
  recordsShown: number
  /** The cursors of the pages before and after it. */
  back?: string
  next?: string
  /** `ShownRecords` as JSON: on its way to a component of the browser one text costs less than hundreds. */
  records: string
}

export interface ShownRecords {
  /** The values of the columns, a line each record. */
  rows: string[][]
  /** Of calls, whose rows lead to their destinations. */
  callIds?: string[]
}

export function shownPage(kind: UsageKind, { records, recordsBefore, back, next }: UsagePage): ShownPage {
  const shown: ShownRecords = {
    rows: records.map(({ cells }) => cells),
    callIds: kind === 'call' ? records.map(({ key }) => String(key.callId)) : undefined,
  }
  return {
    recordsBefore,
    recordsShown: records.length,
    back: back && formatCursor(back),
    next: next && formatCursor(next),
    records: JSON.stringify(shown),
  }
}
