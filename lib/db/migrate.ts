import { createHash, randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { PlainError } from '@/lib/plain-error'

const migrationsFolder = path.resolve(__dirname, '../../prisma/migrations')

/** Any number will do that no other advisory lock of the portal has. */
const migrationLock = 7_141_072_014

interface Migration {
  name: string
  sql: string
  /** SHA-256 of the file, as Prisma keeps it. */
  checksum: string
}

/**
 * Applies the migrations that a database lacks, each in a transaction of its own, and records them in
 * `_prisma_migrations` as Prisma does, whose own engine comes from a host that many machines cannot reach
 * (docs/decisions/0061). Of several processes at once one applies them, the others wait and then find nothing to do.
 * @returns the names applied, in order.
 * @throws PlainError when one fails, which leaves nothing of it behind, while those before it stay; or when one that
 *   was applied has been changed since.
 */
export function applyMigrations(databaseUrl: string): Promise<string[]> {
  return withConnection(databaseUrl, async (client) => {
    // The lock ends with the connection: a process that dies gives it back.
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await client.query(migrationTable)
    // Prisma's engine left these without their changes: a script is one transaction.
    await client.query(
      'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL',
    )
    const applied = await readApplied(client)
    const lacking: Migration[] = []
    for (const migration of await readMigrations()) {
      const checksum = applied.get(migration.name)
      if (checksum === undefined) lacking.push(migration)
      else if (checksum !== migration.checksum)
        throw new PlainError(
          `Migration ${migration.name} is not the one that this database was migrated with: its file has been changed since.`,
        )
    }
    for (const migration of lacking) await apply(client, migration)
    return lacking.map(({ name }) => name)
  })
}

/** The names of the migrations that a database lacks, in order. */
export function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return withConnection(databaseUrl, async (client) => {
    const applied = await readApplied(client)
    return (await migrationNames()).filter((name) => !applied.has(name))
  })
}

/** The names of all migrations there are, in order. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Prisma's own definition of its table. */
const migrationTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`

async function readMigrations(): Promise<Migration[]> {
  const names = await migrationNames()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The checksums of the migrations that a database has, by name. */
async function readApplied(client: Client): Promise<Map<string, string>> {
  const { rows: tables } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  )
  if (!tables[0]!.exists) return new Map()
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    throw new PlainError(`Migration ${name} failed: ${(error as Error).message}`)
  }
}

async function withConnection<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl })
  // What breaks the connection reaches the statement that waits for an answer on it.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
