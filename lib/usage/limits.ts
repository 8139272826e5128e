/** Records that one search shows on screen (spec section 1: WWW画面, 1–1,000). */
export const screenRecordsMax = 1_000

/** Records of one CSV taken at once (spec section 1: テキストファイル, 1–10,000). */
export const csvRecordsMax = 10_000

/** Records of one bulk export (spec section 1: テキストファイル(大量検索), 1–100,000). */
export const bulkRecordsMax = 100_000

/** Records of one file of a bulk export (spec section 1). */
export const filePartRecords = 10_000

/** Records on one page of the screen. */
export const pageRecords = 50
