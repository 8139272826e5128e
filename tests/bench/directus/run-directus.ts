import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startNode, type Child } from '@/scripts/child'
import { findFreePort } from '@/scripts/embedded/free-port'
import { youngObjects } from '@/scripts/run-server'
import { PlainError } from '@/lib/plain-error'

/** What Directus is run with. */
export interface DirectusSettings {
  /** Where it is installed. */
  folder: string
  databaseUrl: string
  /** What it signs with. */
  secret: string
  /** Lets the bench in as an administrator. */
  adminToken: string
}

const readySeconds = 60
/** Longer than anything that is measured between two requests. */
const keepAliveMilliseconds = 600_000

/** For production, without what would make it faster (its cache) or slower (limits, its own pages). */
const variablesOf = ({ databaseUrl, secret, adminToken }: DirectusSettings) => ({
  NODE_ENV: 'production',
  DB_CLIENT: 'pg',
  DB_CONNECTION_STRING: databaseUrl,
  KEY: secret,
  SECRET: secret,
  ADMIN_EMAIL: 'bench@example.com',
  ADMIN_PASSWORD: secret,
  ADMIN_TOKEN: adminToken,
  HOST: '127.0.0.1',
  CACHE_ENABLED: 'false',
  RATE_LIMITER_ENABLED: 'false',
  RATE_LIMITER_GLOBAL_ENABLED: 'false',
  PRESSURE_LIMITER_ENABLED: 'false',
  WEBSOCKETS_ENABLED: 'false',
  SERVE_APP: 'false',
  TELEMETRY: 'false',
  LOG_LEVEL: 'warn',
  SERVER_KEEP_ALIVE_TIMEOUT: String(keepAliveMilliseconds),
})

/** Makes the tables of Directus in an empty database. @throws PlainError with what it said. */
export async function bootstrapDirectus(settings: DirectusSettings): Promise<void> {
  const { child, said } = start(settings, 'bootstrap', {})
  const how = await child.ended
  if (how !== 'exit code 0') throw new PlainError(`${said()}\nDirectus was not set up: ${how}.`)
}

/** Starts Directus as the portal is started, with the same space for young objects, and returns when it answers. */
export async function runDirectus(
  settings: DirectusSettings,
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await findFreePort()
  const { child, said } = start(settings, 'start', { PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  const outcome = await Promise.race([child.ended, whenAnswering(url)])
  if (outcome === 'ready') return { url, stop: child.stop }
  await child.stop()
  throw new PlainError(`${said()}\nDirectus did not start: ${outcome}.`)
}

function start(
  settings: DirectusSettings,
  command: string,
  variables: Record<string, string>,
): { child: Child; said(): string } {
  const program = path.join(settings.folder, 'node_modules', 'directus', 'cli.js')
  const child = startNode([youngObjects, program, command], {
    cwd: settings.folder,
    variables: { ...variablesOf(settings), ...variables },
    output: 'pipe',
  })
  let text = ''
  for (const output of [child.process.stdout, child.process.stderr])
    output?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, said: () => text.trim() }
}

async function whenAnswering(url: string): Promise<string> {
  for (const end = Date.now() + readySeconds * 1_000; Date.now() < end; await pause(100)) {
    const response = await fetch(`${url}/server/ping`).catch(() => undefined)
    if (response?.ok) return 'ready'
  }
  return `it did not answer for ${readySeconds} s`
}
