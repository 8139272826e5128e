import { buildPortal } from '@/scripts/build-portal'
import { readLocalSecret } from '@/scripts/local-secret'
import { type RunningProcess, runProcess } from '@/scripts/run-process'
import { PortTakenError, type RunningServer, runServer } from '@/scripts/run-server'
import { findFreePort } from '@/scripts/embedded/free-port'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { applyMigrations } from '@/lib/db/migrate'
import { PlainError } from '@/lib/plain-error'
import { seedDatabase } from '@/prisma/seed-database'
import { makeThrowawayData, removeThrowawayData } from './throwaway-data'

export type PortalUnderTest = { url: string; databaseUrl: string; dataDirectory: string }

/** The whole product on data of its own, as a process beside the tests: it ends and cleans up when they do. */
async function serve(running: RunningProcess) {
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
  process.send?.({ url, databaseUrl, dataDirectory } satisfies PortalUnderTest)
  throw new PlainError(`The portal under test ended by itself (${await server.ended}).`)
}

runProcess(serve)
