import { addKey } from '@/lib/keys/add-key'
import { addJapanMonths, japanDateOf } from '@/lib/time/japan-time'
import type { TestAccount } from './account'

const source = { address: null, userAgent: 'test' }

/** A key for an account, made in the database that the process is connected to by the account itself. */
export async function createTestKey(account: TestAccount, name = '会計システム'): Promise<string> {
  const { userId } = account
  const now = new Date()
  const until = addJapanMonths(japanDateOf(now), 1)
  const added = await addKey(account, { name, userId, until }, source, now)
  if (added.outcome !== 'made') throw new Error(`the key was not made: ${added.outcome}`)
  return added.key
}

/** The part of a key by which it is found. */
export const keyIdOf = (key: string) => key.split('_')[1]!
