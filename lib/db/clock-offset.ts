import type { Pool } from 'pg'

/**
 * How far the clock of this process is ahead of that of the database, in seconds; negative where it is behind. A difference
 * that may be the time of the question itself is 0. SQL, since Prisma has no word for a time that belongs to no row.
 */
export async function clockOffsetSeconds(pool: Pool): Promise<number> {
  const asked = Date.now()
  const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now')
  const answered = Date.now()
  const stored = rows[0]!.now.getTime()
  if (stored >= asked && stored <= answered) return 0
  return (stored < asked ? asked - stored : answered - stored) / 1_000
}
