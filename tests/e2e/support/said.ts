import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { TestAccount } from '@/tests/support/account'
import { withDatabase } from './account'

/** All that the audit trail has of an account. */
export const trailOf = ({ accountId }: TestAccount): Promise<string> =>
  withDatabase(async (pool) => {
    const { rows } = await pool.query<{ row: string }>(
      'SELECT security_event::text AS row FROM security_event WHERE account_id = $1 ORDER BY event_id',
      [accountId],
    )
    return rows.map(({ row }) => row).join('\n')
  })

/** The logs of the embedded server, or of those of a cluster. */
const logOfDatabase = /\b(postgres|primary|replica)\.log$/

/** What the database logs. */
export async function databaseLog(): Promise<string> {
  const data = process.env.PORTAL_TEST_DATA!
  const files = (await readdir(data, { recursive: true })).filter((file) => logOfDatabase.test(file))
  const texts = await Promise.all(files.map((file) => readFile(path.join(data, file), 'utf8')))
  return texts.join('\n')
}
