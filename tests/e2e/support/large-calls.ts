import { insertLargeCalls } from '@/tests/support/large-calls'
import { withDatabase } from './account'

/** A contract with an hour for each answer that a search by destination can have. */
export const largeCalls = {
  contractNumber: 'e2e-large',
  date: '2014-07-10',
  hours: { textFile: 8, bulk: 9, oneCall: 10, manyCalls: 13 },
  /** More than one bulk export holds, all of them in their hour. */
  oneCall: { callId: 3, destinations: 100_500 },
} as const

/** Puts the contract's calls into the database of the portal under test, where they are not there yet. */
export async function provideLargeCalls(): Promise<void> {
  const { contractNumber, date, oneCall } = largeCalls
  await withDatabase(async (pool) => {
    const client = await pool.connect()
    // Other workers wait here.
    await client.query(`SELECT pg_advisory_lock(hashtext('e2e large calls'))`)
    const { rows } = await client.query('SELECT FROM usage_call WHERE contract_number = $1 LIMIT 1', [
      contractNumber,
    ])
    if (rows.length === 0)
      await insertLargeCalls(pool, contractNumber, date, [
        { callId: 1, at: '08:10:00', destinations: 9_000, spanSeconds: 600 },
        { callId: 2, at: '09:10:00', destinations: 20_000, spanSeconds: 600 },
        { ...oneCall, at: '10:10:00', spanSeconds: 600 },
        { callId: 1_000, at: '13:10:00', destinations: 100, spanSeconds: 600, calls: 1_010 },
      ])
    client.release(true)
  })
}
