import type { Pool } from 'pg'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { findExport } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import type { DestinationRange } from '@/lib/usage/call-destinations'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { createTestUser } from './account'
import { useTestDatabase } from './connected-database'
import { makeSet, source } from './exports'
import { insertLargeCalls } from './large-calls'

export const callDate = '2026-02-10'
/** Of each of the calls below. */
export const calledAt = new Date('2026-02-10T00:54:13Z')
export const callContract = 'calls'

/** Calls by how many destinations they have; the numbers of the last one have gaps. */
export const callIds = {
  1: 11n,
  10_000: 12n,
  10_001: 13n,
  100_000: 14n,
  100_001: 15n,
  250_000: 1n,
  100_010: 20n,
} as const

/** Puts calls of these sizes into a database, and one of another contract, which is not the user's. */
async function insertSizedCalls(pool: Pool, sizes: (keyof typeof callIds)[]): Promise<void> {
  const call = { at: '09:54:13', spanSeconds: 2 * 3_600 }
  await insertLargeCalls(
    pool,
    callContract,
    callDate,
    sizes.map((destinations) => ({
      ...call,
      callId: Number(callIds[destinations]),
      destinations,
      ...(destinations === 100_010 && { numberStep: 7 }),
    })),
  )
  await insertLargeCalls(pool, 'others', callDate, [{ ...call, callId: 999, destinations: 3 }])
}

/** A database with calls of these sizes, a user of their contract, and the page of one of them as that user sees it. */
export function useSizedCalls(sizes: Parameters<typeof insertSizedCalls>[1]) {
  const { pool } = useTestDatabase()
  const made: { user?: SignedInUser } = {}
  beforeAll(async () => {
    await insertSizedCalls(pool(), sizes)
    made.user = await createTestUser({ contractNumber: callContract })
  }, 180_000)
  const pageOf = (callId: bigint) =>
    loadCallPage(made.user!, { callId, calledAt }, undefined, source, new Date())
  return { pool, user: () => made.user!, pageOf }
}

/** Asks for the destinations of a call, in place of the set that the user has. */
export async function requestCallExport(user: SignedInUser, callId: bigint, numbers?: DestinationRange) {
  const now = new Date()
  const replace = (await findExport(user, now))?.exportId
  const call = { callId, calledAt, numbers }
  const order = { call, encoding: 'utf-8', formulas: 'guarded', locale: 'ja', replace } as const
  return requestExport(user, order, source, now)
}

/** The same, and makes the set. @returns its id. */
export async function makeCallExport(
  user: SignedInUser,
  callId: bigint,
  numbers?: DestinationRange,
): Promise<string> {
  const requested = await requestCallExport(user, callId, numbers)
  if (requested.outcome !== 'taken') throw new Error(requested.outcome)
  await makeSet(requested.exportId)
  return requested.exportId
}
