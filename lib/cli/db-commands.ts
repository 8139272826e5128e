import type { Command } from 'commander'
import { applyMigrations } from '@/lib/db/migrate'
import { openDatabase } from '@/lib/db/open-database'

export function addDatabaseCommands(program: Command): void {
  const database = program.command('db').description('the database itself')

  database
    .command('migrate')
    .description('apply the migrations that the database lacks')
    .action(async () => {
      const { databaseUrl, close } = await openDatabase()
      try {
        const names = await applyMigrations(databaseUrl)
        for (const name of names) console.log(name)
        if (names.length === 0) console.log('The database is up to date.')
      } finally {
        await close()
      }
    })
}
