import { Client } from 'pg'
import { applyMigrations } from '@/lib/db/migrate'
import { seedDatabase } from '@/prisma/seed-database'
import { startCluster } from '@/scripts/cluster/start-cluster'
import { findServerPort } from '@/scripts/port'
import type { RunningProcess } from '@/scripts/run-process'
import type { PortalUnderTest } from './portal-under-test'
import { makeThrowawayData, removeThrowawayData } from './throwaway-data'

/** Serves the cluster of `npm run cluster` on data of its own, which goes with this process. */
export async function serveClusterUnderTest(
  running: RunningProcess,
): Promise<PortalUnderTest & { lost: Promise<string> }> {
  const dataDirectory = await makeThrowawayData()
  running.atEnd(() => removeThrowawayData(dataDirectory))
  const { url, databaseUrl, replicaUrl, ...cluster } = await startCluster(running, {
    dataDirectory,
    publicPort: await findServerPort(),
    prepare: async (address) => {
      await applyMigrations(address)
      await seedDatabase(address)
    },
    // Nothing here has to outlive the machine: the databases need not wait for their disk.
    databaseSettings: { fsync: 'off', full_page_writes: 'off', max_standby_streaming_delay: '5s' },
  })
  await letReplicaKeepUp(databaseUrl)
  const { primary, replica, pooler, proxy, web, workers } = cluster
  const parts = [primary, replica, pooler, proxy, ...web, ...workers]
  const lost = new Promise<string>((resolve) => {
    for (const part of parts) part.whenLost((how) => resolve(`${part.name}, ${how}`))
  })
  const metricsPorts = web.map(({ metricsPort }) => metricsPort!)
  return { url, databaseUrl, dataDirectory, cluster: { replicaUrl, metricsPorts }, lost }
}

/**
 * Lets each commit wait for the replica. Tests put usage into tables without a line in the import log, by which the portal would
 * know that a replica lacks it.
 */
async function letReplicaKeepUp(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("ALTER SYSTEM SET synchronous_standby_names = 'replica'")
  await client.query("ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
  await client.query('SELECT pg_reload_conf()')
  await client.end()
}
