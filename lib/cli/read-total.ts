import { texts } from './texts'
import { UsageError } from './usage-error'

/** Reads a total given to a command: digits alone. @throws UsageError for anything else. */
export function readTotal(option: string): (given: string) => bigint {
  return (given) => {
    if (!/^\d{1,30}$/.test(given)) throw new UsageError(texts('load.invalid.total', { option }))
    return BigInt(given)
  }
}
