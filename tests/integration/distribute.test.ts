import { testOnPlain } from '@/tests/support/citus-only'
import { startCli } from '@/tests/support/cli'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const ended = async () => await startCli(pool().options.connectionString!, ['db', 'distribute']).ended

// On a Citus cluster tests/integration/citus-distribute.test.ts looks at what it does.
testOnPlain('a database that is not one of Citus is not touched, and says what is missing', async () => {
  const { code, stdout, stderr } = await ended()
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^The database is not one of Citus\. .* Nothing was changed\.\n$/)
})

test('each partition has the indexes of its table once, and they are parts of those', async () => {
  await pool().query(`SELECT ensure_usage_month('2026-11-01')`)
  const { rows } = await pool().query<{ table: string; own: number; adopted: number; ofParent: number }>(
    `SELECT child.relname AS table,
            (SELECT count(*)::int FROM pg_index WHERE indrelid = child.oid) AS own,
            (SELECT count(*)::int FROM pg_index JOIN pg_inherits ON pg_inherits.inhrelid = indexrelid
             WHERE indrelid = child.oid) AS adopted,
            (SELECT count(*)::int FROM pg_index WHERE indrelid = inhparent) AS "ofParent"
     FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
     WHERE child.relkind = 'r' AND child.relnamespace = 'usage_partition'::regnamespace`,
  )
  expect(rows).toHaveLength(4)
  for (const { own, adopted, ofParent } of rows) expect([own, adopted]).toEqual([ofParent, ofParent])
})
