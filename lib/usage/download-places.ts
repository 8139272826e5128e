/** Downloads at once of one account, over all processes. */
export const downloadsAtOnceMax = 2

// On globalThis: Next.js bundles each route handler apart from the others.
const shared = globalThis as typeof globalThis & { portalDownloads?: Map<bigint, number> }
const running = (shared.portalDownloads ??= new Map<bigint, number>())

/**
 * Takes one of the places that an account has in this process, before its download asks for a connection: one account
 * that asks for many files at once takes none of those that the others need. Over all processes the database counts.
 * @returns what gives the place back, once; undefined where the account has none left.
 */
export function takeDownloadPlace(accountId: bigint): (() => void) | undefined {
  const taken = running.get(accountId) ?? 0
  if (taken >= downloadsAtOnceMax) return undefined
  running.set(accountId, taken + 1)
  let isTaken = true
  return () => {
    if (!isTaken) return
    isTaken = false
    const left = running.get(accountId)! - 1
    if (left > 0) running.set(accountId, left)
    else running.delete(accountId)
  }
}
