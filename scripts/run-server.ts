import type { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { PlainError } from '@/lib/plain-error'
import { markBuildUsed } from './build-users'
import { startNode } from './child'
import { findHost } from './port'

export type ServerSettings = {
  /** A folder that `buildPortal` gave. */
  build: string
  port: number
  /** On which address it listens; on all of them where it is absent. */
  host?: string
  databaseUrl: string
  dataDirectory: string
  authSecret: string
  authUrl: string
  /** How long what is being served may take when the server is to end. */
  patienceSeconds?: number
  /** Further variables of lib/env.ts. */
  variables?: Record<string, string>
  /** Where its log goes; standard error unless given. */
  log?: Writable
}

export type RunningServer = {
  pid: number
  /** Tells how the server ended, when it has. */
  ended: Promise<string>
  stop(): Promise<void>
}

/** The port went to another program between the choice and the start. */
export class PortTakenError extends PlainError {}

const readySeconds = 60

/** Space for the objects of several requests, twice what Node.js gives: cleared more rarely, pages take less time. */
export const youngObjects = '--max-semi-space-size=32'

/** What Next.js prints when it has the port. */
const listeningMark = 'Ready in'

/**
 * Starts the portal's server from a finished build and returns when it answers.
 * @throws PortTakenError, or PlainError with what the server said before it ended.
 */
export async function runServer(settings: ServerSettings): Promise<RunningServer> {
  const server = startNode([youngObjects, 'server.js'], {
    cwd: settings.build,
    variables: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // lib/jobs/start-beside.ts ends the server.
      NEXT_MANUAL_SIG_HANDLE: '1',
      HOSTNAME: settings.host ?? (await findHost()),
      PORT: String(settings.port),
      DATABASE_URL: settings.databaseUrl,
      PORTAL_DATA_DIRECTORY: settings.dataDirectory,
      AUTH_SECRET: settings.authSecret,
      AUTH_URL: settings.authUrl,
      ...settings.variables,
    },
    output: 'pipe',
    patienceSeconds: settings.patienceSeconds,
  })
  const unmark = server.process.pid && (await markBuildUsed(settings.build, server.process.pid))
  const ended = server.ended.finally(() => unmark && unmark())

  const { stdout, stderr } = server.process
  let said = ''
  const listen = (chunk: Buffer) => (said += chunk.toString())
  stdout?.on('data', listen)
  stderr?.on('data', listen)
  const outcome = await Promise.race([ended, whenHealthy(settings.port, () => said.includes(listeningMark))])
  if (outcome !== true) {
    await server.stop()
    if (said.includes('EADDRINUSE'))
      throw new PortTakenError(`Port ${settings.port} is taken by another program.`)
    throw new PlainError(`${said}\nThe server did not start: ${outcome}.`)
  }
  // From here on standard output carries nothing that is needed; the log goes to standard error.
  stderr?.off('data', listen).pipe(settings.log ?? process.stderr, { end: false })
  stdout?.off('data', listen).resume()
  return { pid: server.process.pid!, ended, stop: server.stop }
}

/**
 * True as soon as the server answers; after a minute, what is wrong. An answer counts only once the server says
 * that it listens: before, it may come from another program that has the port.
 */
async function whenHealthy(port: number, isListening: () => boolean): Promise<true | string> {
  let problem = 'it does not listen'
  for (const end = Date.now() + readySeconds * 1000; Date.now() < end; await pause(50)) {
    if (!isListening()) continue
    try {
      const response = await fetch(`http://localhost:${port}/api/health`, {
        signal: AbortSignal.timeout(5_000),
      })
      if (response.ok) return true
      problem = `its health check answers ${response.status}`
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
  }
  return problem
}
