import './read-env-file'
import { pendingMigrations } from '@/lib/db/migrate'
import { openDatabase } from '@/lib/db/open-database'
import { connectDatabase } from '@/lib/db/pool'
import { startExportWorker } from '@/lib/exports/worker'
import { PlainError } from '@/lib/plain-error'
import { runCommand, type Command } from './run-command'

/** `npm run worker`: makes bulk exports in a process of its own, beside web processes with WORKER=off. */
async function serve(command: Command) {
  const { databaseUrl, lost, close } = await openDatabase()
  command.atEnd(close)
  const pending = await pendingMigrations(databaseUrl)
  if (pending.length > 0) {
    throw new PlainError(`The database lacks ${pending.join(', ')}: run \`npm run cli -- db migrate\` first.`)
  }
  const pool = connectDatabase(databaseUrl)
  command.atEnd(() => pool.end())
  command.atEnd(startExportWorker().stop)
  console.log('The worker waits for bulk exports.')
  await lost
  throw new PlainError('The database ended by itself.')
}

runCommand(serve, { isService: true })
