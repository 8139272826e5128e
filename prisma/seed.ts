import '@/scripts/read-env-file'
import { applyMigrations } from '@/lib/db/migrate'
import { openDatabase } from '@/scripts/open-database'
import { refuseProduction, seedDatabase } from './seed-database'

const print = (line: string) => process.stdout.write(`${line}\n`)

/** `npx prisma db seed`: brings the configured database up to date and loads the demo's data. */
async function main(): Promise<void> {
  const startedAt = performance.now()
  const database = await openDatabase()
  try {
    // Before the migrations: a database that is refused is left as it was.
    await refuseProduction(database.databaseUrl)
    await applyMigrations(database.databaseUrl)
    await seedDatabase(database.databaseUrl, print)
  } finally {
    await database.close()
  }
  print(`The demo data is complete (${((performance.now() - startedAt) / 1_000).toFixed(1)} s).`)
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`The seed failed. ${reason.replace(/\s+/g, ' ')}\n`)
  process.exitCode = 1
})
