import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import { Client } from 'pg'
import { withEngine } from './schema-engine'

const prismaFolder = path.resolve(__dirname, '../../prisma')
const migrationsFolder = path.join(prismaFolder, 'migrations')

/** Any number will do that no other advisory lock of the portal has. */
const migrationLock = 7_141_072_014

const nothingExternal = { externalTables: [], externalEnums: [] }

/**
 * Applies the migrations that a database lacks, with Prisma's own engine and records (`_prisma_migrations`).
 * Of several processes at once one applies them, the others wait and then find nothing to do.
 * @returns the names applied, in order.
 * @throws PlainError when one fails; it left nothing behind then, those before it stay.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations()
  return alone(databaseUrl, () =>
    withEngine(databaseUrl, async (engine) => {
      // One script is one transaction: one that failed or was cut short left nothing, and may be tried again.
      const { failedMigrationNames } = await diagnose(engine, migrationsList)
      for (const migrationName of failedMigrationNames)
        await engine.markMigrationRolledBack({ migrationName })
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList,
        filters: nothingExternal,
      })
      return appliedMigrationNames
    }),
  )
}

/** The names of the migrations that a database lacks. */
export async function pendingMigrations(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations()
  return withEngine(databaseUrl, async (engine) => {
    const { history, failedMigrationNames } = await diagnose(engine, migrationsList)
    const unapplied = history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : []
    return [...failedMigrationNames, ...unapplied]
  })
}

/** What separates a migrated database from prisma/schema.prisma, as SQL; '' when nothing does. */
export async function schemaDrift(databaseUrl: string): Promise<string> {
  const schemaFile = path.join(prismaFolder, 'schema.prisma')
  const schema = { path: schemaFile, content: await readFile(schemaFile, 'utf8') }
  return withEngine(databaseUrl, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      // The engine's own connection: the database that it was given above.
      from: { tag: 'schemaDatasource', files: [schema], configDir: prismaFolder },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: nothingExternal,
    })
    return exitCode === 0 ? '' : (stdout ?? 'unknown')
  })
}

const diagnose = (engine: SchemaEngine, migrationsList: MigrationList) =>
  engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: nothingExternal })

/** The names of all migrations there are, in order. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

async function readMigrations(): Promise<MigrationList> {
  const names = await migrationNames()
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => {
        const value = await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8')
        return {
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } },
        }
      }),
    ),
  }
}

/** Held by a connection of its own: a process that dies gives the lock back with it. */
async function alone<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    return await work()
  } finally {
    await client.end()
  }
}
