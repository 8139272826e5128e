import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import type { CallRecord, DestinationRecord } from './columns'
import type { UsageCursor } from './cursor'
import { readPage, type UsagePage } from './read-page'

/**
 * Finds a call of the user's own contract.
 * @param callId as it stands in an address.
 * @returns undefined where the contract has no such call: another contract's call is no different.
 */
export async function findCall(
  user: Pick<SignedInUser, 'contractNumber'>,
  callId: string,
): Promise<CallRecord | undefined> {
  const id = /^\d{1,19}$/.test(callId) ? BigInt(callId) : undefined
  if (id === undefined || id > 2n ** 63n - 1n) return undefined
  const call = await getPrisma().usageCall.findFirst({
    where: { contractNumber: user.contractNumber, callId: id },
  })
  return call ?? undefined
}

/** Reads one page of the destinations of a call (呼指定宛先毎検索), ordered by 発信日時, then destination number. */
export async function readCallDestinations(
  user: Pick<SignedInUser, 'contractNumber'>,
  call: Pick<CallRecord, 'callId'>,
  cursor: UsageCursor | undefined,
): Promise<UsagePage<DestinationRecord> | undefined> {
  const scope = { contractNumber: user.contractNumber, callId: call.callId }
  return (await readPage(scope, 'destination', cursor)) as UsagePage<DestinationRecord> | undefined
}
