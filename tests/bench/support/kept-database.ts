import { statfs } from 'node:fs/promises'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { step } from '@/scripts/progress'
import { PlainError } from '@/lib/plain-error'

/** A database that is made once for each version of what it is made from, and kept. */
export interface KeptDatabase {
  name: string
  /** What the person who waits for it reads. */
  title: string
  /** Names what it is made from: another one is made anew. */
  version: string
  /** Room on the disk that it takes. */
  bytes: number
  /** Fills it, empty as it is. */
  make(databaseUrl: string): Promise<void>
}

/**
 * Makes a database where there is none of its version.
 * @param serverUrl a database of the bench's own server.
 * @param dataDirectory where that server keeps its data.
 * @returns its address.
 * @throws PlainError where the disk has no room for it.
 */
export async function keepDatabase(
  serverUrl: string,
  dataDirectory: string,
  kept: KeptDatabase,
): Promise<string> {
  const { name, title, version, bytes, make } = kept
  const databaseUrl = urlOf(serverUrl, name)
  if ((await commentOf(serverUrl, name)) === version) return databaseUrl
  await demandRoom(dataDirectory, title, bytes)
  await step(title, async () => {
    const database = escapeIdentifier(name)
    await execute(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`))
    await execute(serverUrl, (client) => client.query(`CREATE DATABASE ${database}`))
    await make(databaseUrl)
    // The comment is written last: a database without it was left half made, and is made anew.
    await execute(serverUrl, (client) =>
      client.query(`CHECKPOINT; COMMENT ON DATABASE ${database} IS ${escapeLiteral(version)}`),
    )
  })
  return databaseUrl
}

async function commentOf(serverUrl: string, name: string): Promise<string | undefined> {
  return execute(serverUrl, async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [name],
    )
    return rows[0]?.comment ?? undefined
  })
}

async function demandRoom(dataDirectory: string, title: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataDirectory)
  if (bavail * bsize >= bytes) return
  const gibibytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  throw new PlainError(
    `${title}: it needs ${gibibytes(bytes)} GiB of disk below ${dataDirectory}, of which ${gibibytes(bavail * bsize)} GiB are free.`,
  )
}

const urlOf = (serverUrl: string, database: string) => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Runs `work` on a connection of its own. */
export async function execute<Result>(
  databaseUrl: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
