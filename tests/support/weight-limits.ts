import type { PageWeight } from './page-weight'

/** What a page with nothing of its own sends with this Next.js and our settings, by gzip (docs/decisions/0081). */
const emptyPageBytes = 135_353

/** What a page may send of its own where Next.js alone takes more than was allowed. */
const ownBytesMax = 25_000

/** What other pages may send. */
const allowedBytes = 150_000

/** Next.js alone takes more than the 110 kB of the first; the others make their form and rows in the browser too (0056). */
const heavierPages = ['/login', '/usage', '/usage/saved/[savedId]', '/usage/calls/[callId]']

/** Bytes of script, however they are compressed, that a page may have at most. */
export const scriptLimitOf = (page: string): number =>
  heavierPages.includes(page) ? emptyPageBytes + ownBytesMax : allowedBytes

export const isWithinLimit = ({ page, script }: PageWeight): boolean =>
  Math.max(script.gzip, script.served) <= scriptLimitOf(page)
