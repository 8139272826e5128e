import { texts } from './texts'
import { UsageError } from './usage-error'

/** Reads a total from the command line: digits alone. @throws UsageError for anything else. */
export function readTotal(option: string): (text: string) => bigint {
  return (text) => {
    if (!/^\d{1,30}$/.test(text)) throw new UsageError(texts('load.invalid.total', { option }))
    return BigInt(text)
  }
}
