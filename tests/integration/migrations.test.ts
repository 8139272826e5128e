import { Client } from 'pg'
import { applyMigrations, migrationNames, pendingMigrations } from '@/lib/db/migrate'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { deployByPrisma, schemaDrift } from '@/tests/support/prisma-engine'

let databases: TestDatabase[] = []
let clients: Client[] = []

afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()))
  await Promise.all(databases.map((database) => database.drop()))
  clients = []
  databases = []
})

async function open(database: TestDatabase) {
  databases.push(database)
  const client = new Client({ connectionString: database.databaseUrl })
  clients.push(client)
  await client.connect()
  return { client, databaseUrl: database.databaseUrl }
}

const openMigrated = async () => open(await createTestDatabase())
const openEmpty = async () => open(await createEmptyDatabase())

/** The records of `_prisma_migrations` in the order in which they were applied, without what differs by run. */
async function recordsOf(client: Client) {
  const { rows } = await client.query(
    `SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count,
            finished_at >= started_at AS finished, length(id) AS id_length
     FROM _prisma_migrations ORDER BY started_at, migration_name`,
  )
  return rows
}

/** Columns, defaults and keys of `_prisma_migrations`. */
async function definitionOf(client: Client) {
  const { rows: columns } = await client.query(
    `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default
     FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
  )
  const { rows: constraints } = await client.query(
    `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = '_prisma_migrations'::regclass ORDER BY conname`,
  )
  return { columns, constraints }
}

test('a migrated database needs nothing', async () => {
  const { client, databaseUrl } = await openMigrated()
  const before = await recordsOf(client)
  expect(before.length).toBeGreaterThan(0)
  expect(await pendingMigrations(databaseUrl)).toEqual([])
  expect(await applyMigrations(databaseUrl)).toEqual([])
  expect(await recordsOf(client)).toEqual(before)
})

test('the migrations lead to what the schema says', async () => {
  const { client, databaseUrl } = await openMigrated()
  expect(await schemaDrift(databaseUrl)).toBe('')
  await client.query('ALTER TABLE contract ADD COLUMN surprise text')
  expect(await schemaDrift(databaseUrl)).toContain('surprise')
})

test('the records are those that Prisma’s own engine writes, and each takes the other’s as its own', async () => {
  const [ours, prismas] = [await openEmpty(), await openEmpty()]
  const names = await migrationNames()
  expect(await applyMigrations(ours.databaseUrl)).toEqual(names)
  expect(await deployByPrisma(prismas.databaseUrl)).toEqual(names)
  expect(await recordsOf(ours.client)).toEqual(await recordsOf(prismas.client))
  expect(await definitionOf(ours.client)).toEqual(await definitionOf(prismas.client))

  expect(await deployByPrisma(ours.databaseUrl)).toEqual([])
  expect(await applyMigrations(prismas.databaseUrl)).toEqual([])
  expect(await pendingMigrations(prismas.databaseUrl)).toEqual([])
})

test('an empty database is migrated once, however many begin at the same moment', async () => {
  const { databaseUrl } = await openEmpty()
  const names = await migrationNames()
  expect(await pendingMigrations(databaseUrl)).toEqual(names)
  const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(databaseUrl)))
  expect(applied.flat()).toEqual(names)
  expect(await schemaDrift(databaseUrl)).toBe('')
})

/** Takes the last migration off the records of a migrated database, as if it had never been applied. */
async function forgetLast(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)
     RETURNING migration_name AS name`,
  )
  return rows[0]!.name
}

test('one that Prisma’s engine began and left is applied, and its record says that it was rolled back', async () => {
  const { client, databaseUrl } = await openEmpty()
  const [first] = await migrationNames()
  await createRecordsTable(client)
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('left', 'any', $1)`,
    [first],
  )
  expect(await pendingMigrations(databaseUrl)).toEqual(await migrationNames())
  expect(await applyMigrations(databaseUrl)).toEqual(await migrationNames())
  const { rows: left } = await client.query(
    `SELECT rolled_back_at IS NOT NULL AS rolled_back, finished_at FROM _prisma_migrations WHERE id = 'left'`,
  )
  expect(left).toEqual([{ rolled_back: true, finished_at: null }])
})

/** An empty table of records, as either engine makes it. */
async function createRecordsTable(client: Client) {
  const { client: other } = await openMigrated()
  const { columns } = await definitionOf(other)
  const definitions = columns.map(
    ({ column_name: name, data_type: type, is_nullable: nullable, column_default: preset }) =>
      `${name} ${type} ${nullable === 'NO' ? 'NOT NULL' : ''} ${preset === null ? '' : `DEFAULT ${preset}`}`,
  )
  await client.query(`CREATE TABLE _prisma_migrations (${definitions.join(', ')}, PRIMARY KEY (id))`)
}

test('one that fails leaves nothing behind, and says which it is and why', async () => {
  const { client, databaseUrl } = await openMigrated()
  const before = await recordsOf(client)
  const name = await forgetLast(client)
  // What it makes is there already.
  await expect(applyMigrations(databaseUrl)).rejects.toThrow(`Migration ${name} failed: `)
  expect(await recordsOf(client)).toEqual(before.slice(0, -1))
  expect(await pendingMigrations(databaseUrl)).toEqual([name])
})

test('a migration whose file has been changed since is refused', async () => {
  const { client, databaseUrl } = await openMigrated()
  const [first] = await migrationNames()
  await client.query(`UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name = $1`, [first])
  await expect(applyMigrations(databaseUrl)).rejects.toThrow(`Migration ${first} is not the one`)
})

test('a migration of a later version is left alone', async () => {
  const { client, databaseUrl } = await openMigrated()
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ('later', 'x', '29990101000000_later', now(), 1)`,
  )
  expect(await applyMigrations(databaseUrl)).toEqual([])
  expect(await pendingMigrations(databaseUrl)).toEqual([])
})
