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
  const { url, databaseUrl, ...cluster } = await startCluster(running, {
    dataDirectory,
    publicPort: await findServerPort(),
    prepare: async (address) => {
      await applyMigrations(address)
      await seedDatabase(address)
    },
    // Nothing here has to outlive the machine: the databases need not wait for their disk.
    databaseSettings: { fsync: 'off', full_page_writes: 'off' },
  })
  const { primary, replica, pooler, proxy, web, workers } = cluster
  const parts = [primary, replica, pooler, proxy, ...web, ...workers]
  const lost = new Promise<string>((resolve) => {
    for (const part of parts) part.whenLost((how) => resolve(`${part.name}, ${how}`))
  })
  return { url, databaseUrl, dataDirectory, lost }
}
