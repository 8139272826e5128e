import { addKey } from '@/lib/keys/add-key'
import { addJapanMonths, japanDateOf } from '@/lib/time/japan-time'
import { createTestAccount, type TestAccount } from './account'

const source = { address: null, userAgent: 'test' }

/**
 * A key for an account, made in the database that the process is connected to.
 * @param maker an administrator of its contract; unless given, the account itself, or another one where it is a reader.
 */
export async function createTestKey(
  account: TestAccount,
  name = '会計システム',
  maker?: TestAccount,
): Promise<string> {
  const { contractNumber, role, userId } = account
  maker ??= role === 'administrator' ? account : await createTestAccount({ contractNumber })
  const now = new Date()
  const until = addJapanMonths(japanDateOf(now), 1)
  const added = await addKey(maker, { name, userId, until }, source, now)
  if (added.outcome !== 'made') throw new Error(`the key was not made: ${added.outcome}`)
  return added.key
}

/** The part of a key by which it is found. */
export const keyIdOf = (key: string) => key.split('_')[1]!
