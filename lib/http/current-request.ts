import { AsyncLocalStorage } from 'node:async_hooks'
import { randomInt } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** What Next.js hands to neither pages nor actions of the request that they answer. */
export interface CurrentRequest {
  /** Its number, short enough to be read out on the telephone: in the log, the audit trail and `X-Request-Id`. */
  requestId: string
  response: ServerResponse
  /** The other end of the connection; undefined where it was gone before its address was read. */
  peerAddress: string | undefined
  /** Whether it carries a form that no action of ours has got yet: until then a failure is the sender's. */
  isUnreadForm: boolean
}

// On globalThis: Next.js bundles what runs at start and what renders pages apart from each other.
const shared = globalThis as typeof globalThis & { portalRequests?: AsyncLocalStorage<CurrentRequest> }
const requests = (shared.portalRequests ??= new AsyncLocalStorage<CurrentRequest>())

/** Runs the handling of a request so that `currentRequest` finds it. */
export function withRequest<Result>(request: CurrentRequest, handle: () => Result): Result {
  return requests.run(request, handle)
}

/** @returns 12 digits. */
export const newRequestId = (): string => String(randomInt(100_000_000_000, 1_000_000_000_000))

/** The request that is being handled; undefined outside of one, as at build time. */
export const currentRequest = (): CurrentRequest | undefined => requests.getStore()
