/** Records that one search shows on screen (spec section 1: WWW画面, 1–1,000). */
export const screenRecordsMax = 1_000

/** Records on one page of the screen. */
export const pageRecords = 50
