import type { Command } from 'commander'
import { distributeUsage } from '@/lib/db/distribute'
import { applyMigrations } from '@/lib/db/migrate'
import { getPool } from '@/lib/db/pool'
import type { CommandContext } from './command-context'
import { addWork } from './operator-command'
import { texts } from './texts'

export function addDatabaseCommands(program: Command, context: CommandContext): void {
  const database = program.command('db').description('the database itself')

  database
    .command('migrate')
    .description('apply the migrations that the database lacks')
    .action(async () => {
      const { databaseUrl } = await context.openDatabase()
      const names = await applyMigrations(databaseUrl)
      for (const name of names) console.log(name)
      if (names.length === 0) console.log('The database is up to date.')
    })

  addWork(database.command('distribute').description(texts('distribute.description')), context, {
    examples: ['db distribute'],
    work: async () => {
      const { workers, tables } = await distributeUsage(getPool().options.connectionString!, (table) =>
        console.error(texts('distribute.table', { table })),
      )
      const done = tables.map(({ name, shards }) => texts('distribute.done', { table: name, shards }))
      const text = tables.length === 0 ? texts('distribute.nothing') : done.join('\n')
      return {
        text: [text, texts('distribute.workers', { workers: workers.join(', ') })].join('\n'),
        json: { workers, tables },
      }
    },
  })
}
