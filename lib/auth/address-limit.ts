import { networkOf } from '@/lib/http/client-address'
import { databaseLimit } from './database-limit'

/** User IDs that may fail for the first time from one address within the window: enough for an office, few for a guesser. */
export const firstFailuresMax = 60

const addressLimit = databaseLimit({ keyPrefix: 'sign-in', points: firstFailuresMax, duration: 10 * 60 })

/**
 * Counts a first failure against an address.
 * @returns `noMore` for the first one too many of a window, `no` for those after it.
 */
export async function mayFailFrom(address: string): Promise<'yes' | 'noMore' | 'no'> {
  const { used } = await addressLimit.consume(networkOf(address))
  if (used <= firstFailuresMax) return 'yes'
  return used === firstFailuresMax + 1 ? 'noMore' : 'no'
}

/** Takes the count back: it was no failure. */
export async function forgiveAddress(address: string): Promise<void> {
  await addressLimit.reward(networkOf(address))
}
