import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPortal } from '@/scripts/build-portal'
import { findFreePort } from '@/scripts/embedded/free-port'
import { useEmbeddedServer } from '@/scripts/embedded/server'
import { readLocalSecret } from '@/scripts/local-secret'
import type { RunningProcess } from '@/scripts/run-process'
import { PortTakenError, runServer } from '@/scripts/run-server'
import { applyMigrations } from '@/lib/db/migrate'
import { seedDatabase } from '@/prisma/seed-database'
import { makeThrowawayData, removeThrowawayData } from '@/tests/support/throwaway-data'

/** What the clock of the screens says: a Friday morning, with the data of the day before loaded. */
export const screensNow = new Date('2026-11-20T10:30:00+09:00')

export interface ScreensPortal {
  url: string
  databaseUrl: string
  authSecret: string
}

/** The portal with the demo's data of a fixed day and a clock that stands still, until the command ends. */
export async function serveScreens(running: RunningProcess): Promise<ScreensPortal> {
  const dataDirectory = await makeThrowawayData()
  running.atEnd(() => removeThrowawayData(dataDirectory))
  const { databaseUrl, release } = await useEmbeddedServer(dataDirectory)
  running.atEnd(release)
  await applyMigrations(databaseUrl)
  const [build] = await Promise.all([buildPortal(), seedDatabase(databaseUrl, () => {}, screensNow)])
  const authSecret = await readLocalSecret(dataDirectory)
  const variables = {
    NODE_OPTIONS: `--import ${pathToFileURL(path.join(__dirname, 'fixed-clock.mjs')).href}`,
    SCREENS_CLOCK: screensNow.toISOString(),
    // Mails stay in the outbox; the pictures leave out what the demo alone says.
    PORTAL_DEMO: 'on',
    LOG_LEVEL: 'error',
    // Blank counts as absent: no setting of who calls the command reaches the portal, no mail leaves.
    WORKER: '',
    RESEND_API_KEY: '',
    RESEND_BASE_URL: '',
    MAIL_FROM: '',
    TRUSTED_PROXY_HEADER: '',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: '',
  }
  const start = async (): Promise<string> => {
    const port = await findFreePort()
    const url = `http://localhost:${port}`
    try {
      await runServer({ build, port, databaseUrl, dataDirectory, authSecret, authUrl: url, variables })
      return url
    } catch (error) {
      if (error instanceof PortTakenError) return start()
      throw error
    }
  }
  return { url: await start(), databaseUrl, authSecret }
}
