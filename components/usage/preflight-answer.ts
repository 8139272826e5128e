import type { Preflight } from '@/lib/usage/preflight'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'

/** What the form shows of a search that has not been made yet. */
export type PreflightAnswer =
  | { state: 'counted'; search: UsageSearch; preflight: Record<UsageKind, Preflight> }
  | { state: 'refused'; messages: string[] }
  | { state: 'signedOut' }

const bigintMark = 'n'

/** As JSON, which has no whole numbers of any size: they are texts that end with `n`. */
export const preflightJson = (answer: PreflightAnswer) =>
  JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? `${value}${bigintMark}` : value))

/** The reverse of `preflightJson`. */
export const parsePreflight = (json: string) =>
  JSON.parse(json, (_, value: unknown) =>
    typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as PreflightAnswer
