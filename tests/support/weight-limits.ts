import type { PageWeight } from './page-weight'

/** What a page with nothing of its own sends with this Next.js and our settings, by gzip (docs/decisions/0081). */
const emptyPageBytes = 135_353

/** What a page may send of its own where Next.js alone takes more than was allowed. */
const ownBytesMax = 25_000

/** Bytes of compressed script that were allowed: the page that everybody waits for first has less. */
const allowedBytes = { '/login': 110_000, others: 150_000 }

/** Bytes of script, however they are compressed, that a page may have at most. */
export function scriptLimitOf(page: string): number {
  const allowed = page === '/login' ? allowedBytes[page] : allowedBytes.others
  return Math.max(allowed, emptyPageBytes + ownBytesMax)
}

export const isWithinLimit = ({ page, script }: PageWeight): boolean =>
  Math.max(script.gzip, script.served) <= scriptLimitOf(page)
