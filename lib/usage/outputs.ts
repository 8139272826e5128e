import { bulkRecordsMax, csvRecordsMax, filePartRecords, screenRecordsMax } from './limits'
import type { UsageOutput } from './search'

/** Records that an output takes (spec section 1). */
export const outputRecordsMax: Record<UsageOutput, number> = {
  screen: screenRecordsMax,
  csv: csvRecordsMax,
  bulk: bulkRecordsMax,
}

/** Whether an output holds so many records: all of them, too many, or nothing to hold. */
export function outputFit(records: number, output: UsageOutput): 'fits' | 'tooMany' | 'none' {
  if (records === 0) return 'none'
  return records > outputRecordsMax[output] ? 'tooMany' : 'fits'
}

/** How many files a bulk export of so many records has. */
export const bulkFiles = (records: number) => Math.ceil(records / filePartRecords)
