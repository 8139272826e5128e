import { applyMigrations } from '@/lib/db/migrate'
import { refuseProduction, seedDatabase } from '@/prisma/seed-database'
import { type OpenDatabase, openDatabase } from './open-database'
import { step } from './progress'
import type { RunningProcess } from './run-process'

/** A migrated database with the demo's data up to yesterday, open until the command ends. */
export async function prepareDemo(running: RunningProcess): Promise<OpenDatabase> {
  const database = await step('Database', async () => {
    const demoDatabase = await openDatabase()
    running.atEnd(demoDatabase.close)
    return demoDatabase
  })
  await fillDemoDatabase(database.databaseUrl)
  return database
}

/** Migrates a database, and gives it the demo's data up to yesterday. */
export async function fillDemoDatabase(databaseUrl: string): Promise<void> {
  // Before the migrations: a database that is refused is left as it was.
  await refuseProduction(databaseUrl)
  await step(
    'Migrations',
    () => applyMigrations(databaseUrl),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  )
  await step('Data', () => seedDatabase(databaseUrl, () => process.stdout.write('.')))
}
