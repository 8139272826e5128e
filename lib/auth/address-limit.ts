import { isIPv6 } from 'node:net'
import { databaseLimit } from './database-limit'

/** User IDs that may fail for the first time from one address within the window: an office, not a walk. */
export const firstFailuresMax = 60

const addressLimit = databaseLimit({ keyPrefix: 'sign-in', points: firstFailuresMax, duration: 10 * 60 })

/** One customer is one IPv4 address, or one IPv6 network of 64 bits. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    groups.push(...Array<string>(8 - groups.length - after.length).fill('0'), ...after)
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Counts a first failure against an address.
 * @returns `noMore` for the first one too many of a window, `no` for those after it.
 */
export async function mayFailFrom(address: string): Promise<'yes' | 'noMore' | 'no'> {
  const used = await addressLimit.consume(networkOf(address))
  if (used <= firstFailuresMax) return 'yes'
  return used === firstFailuresMax + 1 ? 'noMore' : 'no'
}

/** Takes the count back: it was no failure. */
export async function forgiveAddress(address: string): Promise<void> {
  await addressLimit.reward(networkOf(address))
}
