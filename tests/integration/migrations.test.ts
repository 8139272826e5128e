import { Client } from 'pg'
import { applyMigrations, migrationNames, pendingMigrations } from '@/lib/db/migrate'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { eventually } from '@/tests/support/eventually'
import { deployWithPrisma, findHistoryProblems, schemaDrift } from '@/tests/support/prisma-migrations'

describe('a migrated database', () => {
  const database = useDatabase(() => createTestDatabase())

  it('has nothing to apply', async () => {
    const before = await database.records()
    expect(before.map(({ migration_name: name }) => name)).toEqual(await migrationNames())
    expect(await pendingMigrations(database.url())).toEqual([])
    expect(await applyMigrations(database.url())).toEqual([])
    expect(await database.records()).toEqual(before)
  })

  it('is what the schema says', async () => {
    expect(await schemaDrift(database.url())).toBe('')
    await database.query('ALTER TABLE contract ADD COLUMN surprise text')
    expect(await schemaDrift(database.url())).toContain('surprise')
    await database.query('ALTER TABLE contract DROP COLUMN surprise')
  })

  it('of a later version of the portal is left as it is', async () => {
    await database.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('later', 'x', '29990101000000_later', now(), 1)`,
    )
    expect(await pendingMigrations(database.url())).toEqual([])
    expect(await applyMigrations(database.url())).toEqual([])
  })

  it('is refused when the file of an applied migration has been changed', async () => {
    const [first] = await migrationNames()
    await database.query("UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = $1", [first])
    await expect(applyMigrations(database.url())).rejects.toThrow(
      `The database has ${first} in another form than prisma/migrations`,
    )
  })
})

describe('the records', () => {
  const ours = useDatabase(createEmptyDatabase)
  const prismas = useDatabase(createEmptyDatabase)

  beforeAll(async () => {
    await applyMigrations(ours.url())
    await deployWithPrisma(prismas.url())
  })

  it('are the table that Prisma makes', async () => {
    const definition = (database: typeof ours) =>
      database.query(
        `SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid) AS preset,
                (SELECT array_agg(pg_get_constraintdef(oid) ORDER BY conname) FROM pg_constraint WHERE conrelid = attrelid) AS constraints,
                (SELECT array_agg(pg_get_indexdef(indexrelid)) FROM pg_index WHERE indrelid = attrelid) AS indexes
           FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE attrelid = '_prisma_migrations'::regclass AND attnum > 0 ORDER BY attnum`,
      )
    expect(await definition(ours)).toEqual(await definition(prismas))
  })

  it('are the rows that Prisma writes', async () => {
    const written = await ours.records()
    const comparable = ({ id, started_at, finished_at, ...rest }: Awaited<typeof written>[number]) => ({
      ...rest,
      id: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      isInOrder: started_at <= finished_at!,
    })
    expect(written.map(comparable)).toEqual((await prismas.records()).map(comparable))
    expect(new Set(written.map(({ id }) => id)).size).toBe(written.length)
  })

  it('leave Prisma nothing to say or to do', async () => {
    expect(await findHistoryProblems(ours.url())).toEqual([])
    expect(await deployWithPrisma(ours.url())).toEqual([])
  })

  it('of Prisma leave nothing to do', async () => {
    expect(await pendingMigrations(prismas.url())).toEqual([])
    expect(await applyMigrations(prismas.url())).toEqual([])
  })
})

describe('an empty database', () => {
  const database = useDatabase(createEmptyDatabase, { isFresh: true })

  it('is migrated once, however many begin at the same moment', async () => {
    const all = await migrationNames()
    expect(await pendingMigrations(database.url())).toEqual(all)
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(database.url())))
    expect(applied.flat()).toEqual(all)
    expect(await schemaDrift(database.url())).toBe('')
  })

  it('is migrated though an attempt of Prisma’s engine was cut short', async () => {
    const all = await migrationNames()
    await applyMigrations(database.url())
    const [first] = await database.records()
    await database.query('CREATE SCHEMA other; ALTER TABLE _prisma_migrations SET SCHEMA other')
    await database.query('DROP SCHEMA public, pgboss, usage_partition CASCADE; CREATE SCHEMA public')
    await database.query('ALTER TABLE other._prisma_migrations SET SCHEMA public')
    await database.query('DELETE FROM _prisma_migrations')
    await database.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ('cut-short', $1, $2, 'why')`,
      [first!.checksum, first!.migration_name],
    )
    expect(await pendingMigrations(database.url())).toEqual(all)
    expect(await applyMigrations(database.url())).toEqual(all)
    expect(await findHistoryProblems(database.url())).toEqual([])
    const [cutShort] = (await database.records()).filter(({ id }) => id === 'cut-short')
    expect(cutShort).toMatchObject({ finished_at: null, rolled_back_at: expect.any(Date) as Date })
  })

  it('keeps what was applied before a migration that fails, and nothing of that one', async () => {
    const all = await migrationNames()
    const failing = all.findIndex((name) => name.endsWith('_exports'))
    await database.query('CREATE SCHEMA pgboss')
    await expect(applyMigrations(database.url())).rejects.toThrow(
      `The migration ${all[failing]} failed and left nothing behind (schema "pgboss" already exists).`,
    )
    expect(await pendingMigrations(database.url())).toEqual(all.slice(failing))
    expect(await database.query("SELECT to_regclass('pgboss.version') AS made")).toEqual([{ made: null }])
    await database.query('DROP SCHEMA pgboss')
    expect(await applyMigrations(database.url())).toEqual(all.slice(failing))
  })

  it('holds nothing of a migration whose process died', async () => {
    const all = await migrationNames()
    // The last table of the first migration is taken by somebody who has not finished: the migration waits for it.
    await database.query('BEGIN')
    await database.query('CREATE TABLE security_event (id int)')
    const attempt = applyMigrations(database.url()).catch((error: Error) => error)
    const waiting = new Client({ connectionString: database.url() })
    await waiting.connect()
    await eventually(async () => {
      const { rowCount } = await waiting.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'transactionid'`,
      )
      expect(rowCount).toBeGreaterThan(0)
    })
    await waiting.end()
    expect(await attempt).toMatchObject({ message: expect.stringContaining(all[0]!) as string })
    await database.query('ROLLBACK')
    expect(await pendingMigrations(database.url())).toEqual(all)
    expect(await applyMigrations(database.url())).toEqual(all)
  })

  it('lets people sign in while the known networks are filled, however long that takes', async () => {
    await applyMigrations(database.url())
    // As it was before that version.
    await database.query('DROP TABLE known_network')
    await database.query('ALTER TABLE account DROP COLUMN first_password_until')
    await database.query('ALTER TABLE sign_in_session DROP COLUMN source_address, DROP COLUMN user_agent')
    await database.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '2026112704%'")
    const pending = await pendingMigrations(database.url())
    await database.query('BEGIN')
    await database.query('LOCK TABLE security_event')
    const applying = applyMigrations(database.url())
    const signIn = new Client({ connectionString: database.url() })
    await signIn.connect()
    await eventually(async () => {
      const { rowCount } = await signIn.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'relation'",
      )
      expect(rowCount).toBe(1)
    })
    await signIn.query("SET lock_timeout = '1s'")
    await signIn.query('UPDATE account SET user_id = user_id')
    await signIn.query('UPDATE sign_in_session SET last_seen_at = now()')
    await signIn.end()
    await database.query('COMMIT')
    expect(await applying).toEqual(pending)
  })

  it('is told from one that holds something else', async () => {
    await database.query('CREATE TABLE somebody_elses (id int)')
    await expect(applyMigrations(database.url())).rejects.toThrow(
      'The database holds tables (somebody_elses) but no record of migrations',
    )
    expect(await database.query("SELECT to_regclass('_prisma_migrations') AS made")).toEqual([{ made: null }])
  })
})

interface MigrationRecord {
  id: string
  checksum: string
  migration_name: string
  started_at: Date
  finished_at: Date | null
}

/** A database with a connection of its own, for the tests of one block or, `isFresh`, for each of them. */
function useDatabase(create: () => Promise<TestDatabase>, { isFresh = false } = {}) {
  let database: TestDatabase
  let client: Client
  const [before, after] = isFresh ? [beforeEach, afterEach] : [beforeAll, afterAll]
  before(async () => {
    database = await create()
    client = new Client({ connectionString: database.databaseUrl })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await database.drop()
  })
  const query = async (sql: string, values?: unknown[]) =>
    (await client.query<Record<string, unknown>>(sql, values)).rows
  const records = async () =>
    (await query('SELECT * FROM _prisma_migrations ORDER BY started_at')) as unknown as MigrationRecord[]
  return { url: () => database.databaseUrl, query, records }
}

/** A database without a table. */
function createEmptyDatabase(): Promise<TestDatabase> {
  return createTestDatabase('template0')
}
