import type { Command } from 'commander'
import { applyMigrations } from '@/lib/db/migrate'
import type { CommandContext } from './command-context'

export function addDatabaseCommands(program: Command, { openDatabase }: CommandContext): void {
  const database = program.command('db').description('the database itself')

  database
    .command('migrate')
    .description('apply the migrations that the database lacks')
    .action(async () => {
      const { databaseUrl } = await openDatabase()
      const names = await applyMigrations(databaseUrl)
      for (const name of names) console.log(name)
      if (names.length === 0) console.log('The database is up to date.')
    })
}
