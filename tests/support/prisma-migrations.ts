import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm'
import { migrationNames } from '@/lib/db/migrate'
import { withEngine } from './schema-engine'

const prismaFolder = path.resolve(__dirname, '../../prisma')
const migrationsFolder = path.join(prismaFolder, 'migrations')

const nothingExternal = { externalTables: [], externalEnums: [] }

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

/** Applies the migrations as `prisma migrate deploy` does. @returns the names applied, in order. */
export async function deployWithPrisma(databaseUrl: string): Promise<string[]> {
  const migrationsList = await listMigrations()
  return withEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: nothingExternal,
    })
    return appliedMigrationNames
  })
}

/** What `prisma migrate status` finds wrong in a database; empty where it is up to date. */
export async function findHistoryProblems(databaseUrl: string): Promise<unknown[]> {
  const migrationsList = await listMigrations()
  return withEngine(databaseUrl, async (engine) => {
    const { history, failedMigrationNames, editedMigrationNames, hasMigrationsTable } =
      await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: nothingExternal,
      })
    return [
      ...(hasMigrationsTable ? [] : ['no table']),
      ...(history ? [history] : []),
      ...failedMigrationNames,
      ...editedMigrationNames,
    ]
  })
}

async function listMigrations(): Promise<MigrationList> {
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
