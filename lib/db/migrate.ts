import { createHash, randomUUID } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { Client, DatabaseError, type Pool } from 'pg'
import { PlainError } from '@/lib/plain-error'
import { splitStatements } from './split-statements'

/** Commands, tests and the built server all run in the folder that has it. */
const migrationsFolder = path.resolve('prisma/migrations')

/** The advisory lock that Prisma's own `migrate` takes: the two never work on a database at once. */
const migrationLock = 72_707_369

/** What statements are sent to. */
type Queries = Pick<Pool, 'query'>

interface Migration {
  name: string
  script: string
  /** As Prisma has it: SHA-256 of the file. */
  checksum: string
}

/**
 * Applies the migrations that a database lacks: each file of prisma/migrations in order, in one transaction with its
 * record. The records are those of Prisma (`_prisma_migrations`), so that `prisma migrate` takes the database as its
 * own. Of several processes at once one applies them; the others wait, and find nothing to do. A database of a later
 * version of the portal is left as it is.
 * @returns the names applied, in order.
 * @throws PlainError when one fails: it left nothing behind then, those before it stay; and when the database is not
 *   the portal's, or the file of an applied migration has been changed.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrations = await readMigrations()
  return withConnection(databaseUrl, async (client) => {
    // Freed with the connection, also when the process dies.
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await ensureRecords(client)
    const applied = await readApplied(client)
    refuseChanged(migrations, applied)
    const pending = migrations.filter(({ name }) => !applied.has(name))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  })
}

/**
 * The names of the migrations that a database lacks, in order.
 * @throws PlainError when the database does not let its records be read.
 */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  return withConnection(databaseUrl, pendingOf)
}

/** The names of the migrations that the database of a connection lacks, in order. */
export async function pendingOf(database: Queries): Promise<string[]> {
  const names = await migrationNames()
  if (!(await hasRecords(database))) return names
  const applied = await readApplied(database)
  return names.filter((name) => !applied.has(name))
}

/** The names of all migrations there are, in order. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

async function readMigrations(): Promise<Migration[]> {
  const names = await migrationNames()
  return Promise.all(
    names.map(async (name) => {
      const script = await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    }),
  )
}

async function withConnection<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl })
  // A connection that breaks fails the statement under way; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } catch (error) {
    if (error instanceof DatabaseError)
      throw new PlainError(`The database cannot be migrated: ${error.message}`)
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function hasRecords(client: Queries): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found",
  )
  return rows[0]!.found
}

/** Makes the table of Prisma's records where there is none. A database of something else is not touched. */
async function ensureRecords(client: Client): Promise<void> {
  if (await hasRecords(client)) return
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1 LIMIT 1',
  )
  if (rows[0])
    throw new PlainError(
      `The database holds tables (${rows[0].name}) but no record of migrations: DATABASE_URL must name the portal's ` +
        'database, or an empty one.',
    )
  await client.query(`
    CREATE TABLE _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`)
}

/** The checksums of what was applied, by name: finished, and not taken back since. */
async function readApplied(client: Queries): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function refuseChanged(migrations: Migration[], applied: Map<string, string>): void {
  const changed = migrations.filter(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum)
  if (changed.length === 0) return
  const names = changed.map(({ name }) => name).join(', ')
  throw new PlainError(
    `The database has ${names} in another form than prisma/migrations: an applied migration must not be changed. ` +
      'Restore the file, and make the change in a new migration.',
  )
}

/**
 * Runs one migration and records it, all or nothing. A record that an attempt of Prisma's own engine left unfinished
 * is closed first: a script is one transaction there too, so that attempt left nothing else.
 */
async function apply(client: Client, { name, script, checksum }: Migration): Promise<void> {
  let running = { text: '', line: 1 }
  try {
    await client.query('BEGIN')
    // Where tables are spread over machines, one connection to each of them makes a change of all their parts.
    await client.query(`SET LOCAL citus.multi_shard_modify_mode TO 'sequential'`)
    await client.query(
      `UPDATE _prisma_migrations SET rolled_back_at = now()
        WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
      [name],
    )
    for (running of splitStatements(script)) await client.query(running.text)
    running = { text: '', line: 1 }
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    const { message, position } = error as DatabaseError
    const linesBefore = running.text.slice(0, Number(position)).split('\n').length - 1
    const line = position ? `, line ${running.line + linesBefore}` : ''
    throw new PlainError(`The migration ${name} failed and left nothing behind (${message}${line}).`)
  }
}
