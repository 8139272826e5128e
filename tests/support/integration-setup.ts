import { Client } from 'pg'
import { applyMigrations } from '@/lib/db/migrate'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { templateName, urlOf } from './database'
import { makeThrowawayData, removeThrowawayData } from './throwaway-data'

/** One server for the run, and on it the migrated database that each test file gets a copy of. */
export default async function setUp() {
  const folder = await makeThrowawayData()
  const server = await useEmbeddedServer(folder)
  process.env.PORTAL_TEST_SERVER = server.databaseUrl

  const client = new Client({ connectionString: server.databaseUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateName}`)
  await client.end()
  await applyMigrations(urlOf(templateName))

  const shared = globalThis as typeof globalThis & { endOfIntegration?: () => Promise<void> }
  shared.endOfIntegration = async () => {
    await server.release()
    await removeThrowawayData(folder)
  }
}
