import { Client } from 'pg'
import { applyMigrations, pendingMigrations, schemaDrift } from '@/lib/db/migrate'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.databaseUrl })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

const records = async () =>
  (
    await client.query(
      'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at',
    )
  ).rows

it('finds nothing to do in a migrated database', async () => {
  const before = await records()
  expect(before.length).toBeGreaterThan(0)
  expect(await pendingMigrations(database.databaseUrl)).toEqual([])
  expect(await applyMigrations(database.databaseUrl)).toEqual([])
  expect(await records()).toEqual(before)
})

it('leads to what the schema says', async () => {
  expect(await schemaDrift(database.databaseUrl)).toBe('')
})

it('notices a column that the schema does not have', async () => {
  await client.query('ALTER TABLE contract ADD COLUMN surprise text')
  expect(await schemaDrift(database.databaseUrl)).toContain('surprise')
  await client.query('ALTER TABLE contract DROP COLUMN surprise')
})

describe('an empty database', () => {
  const names = async () => (await records()).map(({ migration_name: name }) => name as string)

  const empty = async () => {
    const all = await names()
    await client.query(
      `DO $$ DECLARE name text; BEGIN
         FOR name IN SELECT nspname FROM pg_namespace WHERE nspname = 'public' OR nspname LIKE 'usage%' OR nspname = 'pgboss' LOOP
           EXECUTE format('DROP SCHEMA %I CASCADE', name);
         END LOOP;
       END $$`,
    )
    await client.query('CREATE SCHEMA public')
    return all
  }

  it('is migrated once, however many begin at the same moment', async () => {
    const all = await empty()
    expect(await pendingMigrations(database.databaseUrl)).toEqual(all)
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(database.databaseUrl)))
    expect(applied.flat()).toEqual(all)
    expect(await schemaDrift(database.databaseUrl)).toBe('')
  })

  it('is migrated though an earlier attempt was cut short', async () => {
    const all = await empty()
    // The engine's own records first: as left by a process that died after it had begun the first migration.
    await applyMigrations(database.databaseUrl)
    const [{ create }] = (
      await client.query(
        `SELECT 'CREATE TABLE _prisma_migrations (' || string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ')
           || ')' AS create FROM pg_attribute WHERE attrelid = '_prisma_migrations'::regclass AND attnum > 0`,
      )
    ).rows as [{ create: string }]
    const [first] = (await client.query('SELECT * FROM _prisma_migrations ORDER BY started_at LIMIT 1')).rows
    await empty()
    await client.query(create)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 0)`,
      [first.id, first.checksum, first.migration_name],
    )
    expect(await pendingMigrations(database.databaseUrl)).toEqual(all)
    expect(await applyMigrations(database.databaseUrl)).toEqual(all)
    expect(await schemaDrift(database.databaseUrl)).toBe('')
  })
})
