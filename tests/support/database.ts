import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { citusUrl, createSpreadDatabase, dropClusterDatabase } from './citus'

export type TestDatabase = { databaseUrl: string; drop(): Promise<void> }

export const templateName = 'portal_template'

/**
 * A database of its own for a test file: migrated and without rows, or a copy of another template. Of a Citus cluster, where
 * the tests run on one, it is spread.
 */
export async function createTestDatabase(template = templateName): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  if (citusUrl && template === templateName)
    return { databaseUrl: await createSpreadDatabase(name), drop: () => dropClusterDatabase(name) }
  await execute(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  return { databaseUrl: urlOf(name), drop: () => execute(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/** The address of a database on the run's server. */
export function urlOf(name: string): string {
  const server = process.env.PORTAL_TEST_SERVER
  if (!server) throw new Error('Only the integration tests have a database.')
  return server.replace(/[^/]+$/, name)
}

async function execute(sql: string) {
  const client = new Client({ connectionString: urlOf('postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
