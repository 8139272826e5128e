import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { getPool } from '@/lib/db/pool'

interface LimitSettings {
  keyPrefix: string
  points: number
  /** seconds */
  duration: number
}

/**
 * A limit that all processes share, kept in the database. The library counts in one statement of its own over the pool;
 * over Prisma it would take two, between which others count.
 */
export function databaseLimit(settings: LimitSettings) {
  let made: { pool: Pool; limit: RateLimiterPostgres } | undefined
  function limit(): RateLimiterPostgres {
    const pool = getPool()
    if (made?.pool !== pool) {
      const table = { tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: true }
      made = { pool, limit: new RateLimiterPostgres({ storeClient: pool, ...table, ...settings }) }
    }
    return made.limit
  }
  return {
    /**
     * Uses one point.
     * @returns how many are used in this window: more than `points` where it was one too many; and in how many seconds
     *   it ends.
     */
    async consume(key: string): Promise<{ used: number; secondsLeft: number }> {
      const answer = await limit()
        .consume(key)
        .catch((refusal: unknown) => {
          if (refusal instanceof RateLimiterRes) return refusal
          throw refusal
        })
      const secondsLeft = Math.max(1, Math.ceil(answer.msBeforeNext / 1_000))
      return { used: answer.consumedPoints, secondsLeft }
    },
    /** Gives one point back. */
    async reward(key: string): Promise<void> {
      await limit().reward(key)
    },
  }
}
