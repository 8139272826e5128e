import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { servedSecondsMax } from '@/lib/http/stop-servers'
import { PlainError } from '@/lib/plain-error'
import { checkout } from '../checkout'
import { startNode } from '../child'
import { findServerPort } from '../port'
import { runServer } from '../run-server'
import { makePart, type Part } from './part'
import type { Pooler } from './pooler'

/** What web processes and workers have in common. */
export interface ProcessSettings {
  build: string
  dataDirectory: string
  authSecret: string
  /** As customers reach it. */
  authUrl: string
  /** Further variables of lib/env.ts. */
  variables: Record<string, string>
}

/** nginx notices an ending process by its refusal alone; another load balancer would be given longer. */
const stopNoticeSeconds = 1

/** A web process, not yet started: by way of the pooler, and behind a proxy that says who asks. */
export async function makeWebProcess(
  name: string,
  pooler: Pooler,
  { variables, ...settings }: ProcessSettings,
): Promise<Part> {
  const [port, metricsPort] = [await findServerPort(), await findServerPort()]
  return makePart(name, { port, metricsPort }, () =>
    runServer({
      ...settings,
      port,
      // Who reaches it without the proxy could claim any address in the proxy's header.
      host: '127.0.0.1',
      databaseUrl: pooler.primaryUrl,
      patienceSeconds: stopNoticeSeconds + servedSecondsMax + 5,
      variables: {
        DATABASE_REPLICA_URL: pooler.replicaUrl,
        DATABASE_POOLED: 'on',
        WORKER: 'off',
        TRUSTED_PROXY_HEADER: 'x-forwarded-for',
        STOP_NOTICE_SECONDS: String(stopNoticeSeconds),
        METRICS_PORT: String(metricsPort),
        ...variables,
      },
    }),
  )
}

/** What a worker prints when it works. */
const workingMark = 'The worker waits'

/** A worker, not yet started: on the database itself. */
export async function makeWorker(
  name: string,
  databaseUrl: string,
  settings: ProcessSettings,
): Promise<Part> {
  const metricsPort = await findServerPort()
  return makePart(name, { metricsPort }, async () => {
    const script = path.join(checkout, 'scripts/worker.ts')
    const worker = startNode(['--max-semi-space-size=4', '--import', 'tsx', script], {
      cwd: checkout,
      variables: {
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        DATABASE_POOLED: 'off',
        PORTAL_DATA_DIRECTORY: settings.dataDirectory,
        AUTH_SECRET: settings.authSecret,
        AUTH_URL: settings.authUrl,
        METRICS_PORT: String(metricsPort),
        ...settings.variables,
      },
      output: 'pipe',
    })
    const { stdout, stderr } = worker.process
    let said = ''
    const listen = (chunk: Buffer) => (said += chunk.toString())
    stdout?.on('data', listen)
    stderr?.on('data', listen)
    let how: string | undefined
    void worker.ended.then((ended) => (how = ended))
    while (!said.includes(workingMark)) {
      if (how !== undefined) throw new PlainError(`${said}\nThe ${name} did not start (${how}).`)
      await pause(30)
    }
    stderr?.off('data', listen).pipe(process.stderr)
    stdout?.off('data', listen).resume()
    return { pid: worker.process.pid!, ended: worker.ended, stop: worker.stop }
  })
}
