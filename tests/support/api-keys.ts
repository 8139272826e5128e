import { makeKey } from '@/lib/keys/make-key'
import { addJapanMonths, japanDateOf } from '@/lib/time/japan-time'
import type { TestAccount } from './account'

const source = { address: null, userAgent: 'test' }

/** A key for an account, made in the database that the process is connected to by the account itself. */
export async function createTestKey(account: TestAccount, name = '会計システム'): Promise<string> {
  const maker = { ...account, contractName: '', role: 'administrator', masksNumbers: false } as const
  const now = new Date()
  const until = addJapanMonths(japanDateOf(now), 1)
  const made = await makeKey(maker, { name, userId: account.userId, until }, source, now)
  if (made.outcome !== 'made') throw new Error(`the key was not made: ${made.outcome}`)
  return made.key
}

/** The part of a key by which it is found. */
export const keyIdOf = (key: string) => key.split('_')[1]!
