import { applyMigrations } from '@/lib/db/migrate'
import { seedDatabase } from '@/prisma/seed-database'
import { buildPortal } from '@/scripts/build-portal'
import { findFreePort } from '@/scripts/embedded/free-port'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { readLocalSecret } from '@/scripts/local-secret'
import type { RunningProcess } from '@/scripts/run-process'
import { PortTakenError, type RunningServer, runServer } from '@/scripts/run-server'
import { makeThrowawayData, removeThrowawayData } from './throwaway-data'

export type PortalUnderTest = {
  url: string
  databaseUrl: string
  dataDirectory: string
  /** Of a cluster alone. */
  cluster?: {
    replicaUrl: string
    /** Where its web processes serve their metrics. */
    metricsPorts: number[]
  }
}

/** Serves the whole product, as it is built, on the demo's data in a place of its own, which goes with this process. */
export async function servePortalUnderTest(
  running: RunningProcess,
): Promise<PortalUnderTest & { server: RunningServer; authSecret: string }> {
  const dataDirectory = await makeThrowawayData()
  running.atEnd(() => removeThrowawayData(dataDirectory))
  const { databaseUrl, release } = await useEmbeddedServer(dataDirectory)
  running.atEnd(release)
  await applyMigrations(databaseUrl)
  await seedDatabase(databaseUrl)
  const build = await buildPortal()
  const authSecret = await readLocalSecret(dataDirectory)

  const start = async (): Promise<[string, RunningServer]> => {
    const port = await findFreePort()
    const url = `http://localhost:${port}`
    const variables = { PORTAL_DEMO: 'on' }
    try {
      const settings = { build, port, databaseUrl, dataDirectory, authSecret, authUrl: url, variables }
      return [url, await runServer(settings)]
    } catch (error) {
      if (error instanceof PortTakenError) return start()
      throw error
    }
  }
  const [url, server] = await start()
  return { url, databaseUrl, dataDirectory, server, authSecret }
}
