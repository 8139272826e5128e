import { PlainError } from '@/lib/plain-error'

/** How much data a database of the bench holds. */
export interface Size {
  /** As it was asked for: `20k`, `1M`. */
  label: string
  /** Destination records. */
  records: number
}

const units: Record<string, number> = { k: 1_000, m: 1_000_000 }
const recordsLeast = 1_000
const recordsMax = 1_000_000_000

/**
 * Reads sizes from a list such as `1M,10M`.
 * @returns them in order, each once.
 * @throws PlainError naming what is no size.
 */
export function parseSizes(list: string): Size[] {
  const sizes = list.split(',').map(parseSize)
  return sizes
    .filter(({ records }, index) => sizes.findIndex((size) => size.records === records) === index)
    .sort((one, other) => one.records - other.records)
}

function parseSize(text: string): Size {
  const [, digits, unit] = /^(\d{1,4})([km])$/i.exec(text.trim()) ?? []
  const records = Number(digits) * (units[unit?.toLowerCase() ?? ''] ?? NaN)
  if (!(records >= recordsLeast && records <= recordsMax))
    throw new PlainError(`"${text.trim()}" is no size: give a number of records such as 20k, 1M or 100M.`)
  return { label: text.trim(), records }
}
