import { isIPv6 } from 'node:net'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { getPool } from '@/lib/db/pool'

/** User IDs that may fail for the first time from one address within the window: an office, not a walk. */
export const firstFailuresMax = 60
const windowSeconds = 10 * 60

let limiter: { pool: Pool; limit: RateLimiterPostgres } | undefined

function addressLimit(): RateLimiterPostgres {
  const pool = getPool()
  if (limiter?.pool !== pool)
    limiter = {
      pool,
      limit: new RateLimiterPostgres({
        storeClient: pool,
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: 'sign-in',
        points: firstFailuresMax,
        duration: windowSeconds,
        clearExpiredByTimeout: true,
      }),
    }
  return limiter.limit
}

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

/** Counts a first failure against an address. @returns false where the address has used up what it may. */
export async function mayFailFrom(address: string): Promise<boolean> {
  try {
    await addressLimit().consume(networkOf(address))
    return true
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false
    throw refusal
  }
}

/** Takes the count back: it was no failure. */
export async function forgiveAddress(address: string): Promise<void> {
  await addressLimit().reward(networkOf(address))
}
