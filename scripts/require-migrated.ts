import { pendingMigrations } from '@/lib/db/migrate'
import { PlainError } from '@/lib/plain-error'

/** @throws PlainError where a database lacks migrations: a server or a worker does not apply them by itself. */
export async function requireMigrated(databaseUrl: string): Promise<void> {
  const pending = await pendingMigrations(databaseUrl)
  if (pending.length > 0)
    throw new PlainError(`The database lacks ${pending.join(', ')}: run \`npm run cli -- db migrate\` first.`)
}
