import { formatJapanTime } from '@/lib/time/japan-time'

/** A time as JSON for programs has it: Japan time with its offset. */
export const isoTime = (time: Date) => formatJapanTime(time, "yyyy-MM-dd'T'HH:mm:ssXXX")

/** A whole number as JSON has it: past 2^53, where readers of JSON round, its digits as a text. */
export const exactNumber = (value: bigint) =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value)
