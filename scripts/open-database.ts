import { Client } from 'pg'
import { env } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'
import { useEmbeddedServer } from './embedded/server'

export type OpenDatabase = {
  databaseUrl: string
  /** Settles when the embedded server ended though it was in use; never for a database that is not ours. */
  lost: Promise<void>
  close(): Promise<void>
}

const answerMilliseconds = 10_000

/**
 * The database that DATABASE_URL names, or without it the embedded server of the data directory.
 * @throws PlainError when it does not answer.
 */
export async function openDatabase(): Promise<OpenDatabase> {
  if (!env.databaseUrl) {
    const { databaseUrl, lost, release } = await useEmbeddedServer(env.dataDirectory)
    return { databaseUrl, lost, close: release }
  }
  await checkAnswer(env.databaseUrl)
  return { databaseUrl: env.databaseUrl, lost: new Promise(() => {}), close: async () => {} }
}

async function checkAnswer(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: answerMilliseconds })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl)
    const place = `${hostname || 'localhost'}:${port || '5432'}${pathname}`
    throw new PlainError(`DATABASE_URL: the database at ${place} does not answer: ${reasonOf(error)}`)
  } finally {
    await client.end().catch(() => {})
  }
}

/** A name with several addresses fails with an AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
