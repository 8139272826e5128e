import { Client } from 'pg'
import { applyMigrations } from '@/lib/db/migrate'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { citusUrl } from './citus'
import { templateName, urlOf } from './database'
import { makeThrowawayData, removeThrowawayData } from './throwaway-data'

/**
 * One server for the run, and on it the migrated database that each test file gets a copy of. On a Citus cluster each file
 * gets a database that is made for it.
 */
export default async function setUp() {
  if (citusUrl) {
    process.env.PORTAL_TEST_SERVER = citusUrl
    return
  }
  const folder = await makeThrowawayData()
  const server = await useEmbeddedServer(folder)
  process.env.PORTAL_TEST_SERVER = server.databaseUrl

  const client = new Client({ connectionString: server.databaseUrl })
  await client.connect()
  // Nothing here has to outlive the machine: the database need not wait for its disk.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await client.query(`ALTER SYSTEM SET ${setting} = off`)
  await client.query('SELECT pg_reload_conf()')
  await client.query(`CREATE DATABASE ${templateName}`)
  await client.end()
  await applyMigrations(urlOf(templateName))

  const shared = globalThis as typeof globalThis & { endOfIntegration?: () => Promise<void> }
  shared.endOfIntegration = async () => {
    await server.release()
    await removeThrowawayData(folder)
  }
}
