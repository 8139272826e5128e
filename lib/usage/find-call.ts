import type { RecordAccess } from '@/lib/auth/account-user'
import { getPrisma } from '@/lib/db/prisma'
import { callRecord, type UsageRecord } from './read-page'
import { readRecordNames } from './record-names'
import { scopeWhere } from './record-where'

/**
 * Finds a call of the user's own contract, with what it calls the numbers of it.
 * @param callId as it stands in an address.
 * @returns undefined where the contract has no such call: another contract's call is no different, nor is one of a
 *   caller whom the account does not see.
 */
export async function findCall(access: RecordAccess, callId: string): Promise<UsageRecord | undefined> {
  const id = /^\d{1,19}$/.test(callId) ? BigInt(callId) : undefined
  if (id === undefined || id > 2n ** 63n - 1n) return undefined
  const { contractNumber, callers } = access
  const where = scopeWhere({ contractNumber, callers, callId: id })
  const call = await getPrisma().usageCall.findFirst({ where })
  if (!call) return undefined
  const namesOfRecord = await readRecordNames(contractNumber, [call])
  return { ...callRecord(call, access), names: namesOfRecord(call) }
}
