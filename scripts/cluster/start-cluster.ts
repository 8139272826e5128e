import { buildPortal } from '../build-portal'
import { readLocalSecret } from '../local-secret'
import type { RunningProcess } from '../run-process'
import { makeDatabases, whenCaughtUp } from './databases'
import { lockCluster } from './lock'
import type { Part } from './part'
import { makePooler } from './pooler'
import { makeWebProcess, makeWorker } from './portal-processes'
import { findClusterPrograms } from './programs'
import { makeProxy } from './proxy'
import { openServerFolder } from './server-files'

export interface ClusterOptions {
  /** Where all of it keeps its files. */
  dataDirectory: string
  /** On which customers reach it. */
  publicPort: number
  /** As they write its address; of this machine where it is absent. */
  authUrl?: string
  /** The key that signs sessions; one of the folder where it is absent. */
  authSecret?: string
  /** Migrates and fills the database of an address. */
  prepare(databaseUrl: string): Promise<unknown>
  /** Further variables of lib/env.ts, for web processes and workers. */
  variables?: Record<string, string>
  /** Further settings of both databases. */
  databaseSettings?: Record<string, string>
  /** Runs each step, and may say so. */
  step?<T>(name: string, work: () => Promise<T>): Promise<T>
}

export interface PortalCluster {
  /** As customers reach it, by way of nginx. */
  url: string
  /** The primary itself. */
  databaseUrl: string
  /** The replica itself. */
  replicaUrl: string
  primary: Part
  replica: Part
  pooler: Part
  proxy: Part
  workers: Part[]
  web: Part[]
}

/**
 * Starts the portal as many processes: PostgreSQL with a streaming replica, PgBouncer, nginx, two web processes and two
 * workers. Returns when each answers, and the replica has what was prepared.
 * @param running gets what ends them in order: web processes first, which say that they are not ready any more, and
 *   databases last.
 * @throws PlainError where a program is missing, a part does not start, or the folder's cluster runs already.
 */
export async function startCluster(
  running: Pick<RunningProcess, 'atEnd'>,
  { dataDirectory, publicPort, prepare, step = (_, work) => work(), ...options }: ClusterOptions,
): Promise<PortalCluster> {
  const start = async (...parts: Part[]) => {
    running.atEnd(async () => void (await Promise.all(parts.map((part) => part.stop()))))
    await Promise.all(parts.map((part) => part.start()))
  }
  const programs = findClusterPrograms()
  running.atEnd(await lockCluster(dataDirectory))
  const servers = await openServerFolder(dataDirectory)
  const databases = await step('Database', async () => {
    const made = await makeDatabases(servers, programs, options.databaseSettings)
    await start(made.primary)
    return made
  })
  const { primaryUrl: databaseUrl, primary, replica, replicaUrl } = databases
  await prepare(databaseUrl)
  await step('Replica', async () => {
    await start(replica)
    await whenCaughtUp(databases)
  })
  const build = await step('Build', buildPortal)
  const url = `http://localhost:${publicPort}`
  const { authUrl = url, authSecret = await readLocalSecret(dataDirectory), variables } = options
  const settings = {
    build,
    dataDirectory,
    authSecret,
    authUrl,
    variables: { PORTAL_DEMO: 'on', ...variables },
  }
  return step('Processes', async () => {
    const pooler = await makePooler(servers, programs.pgbouncer, databases)
    const web = [
      await makeWebProcess('web process 1', pooler, settings),
      await makeWebProcess('web process 2', pooler, settings),
    ]
    const workers = [
      await makeWorker('worker 1', databaseUrl, settings),
      await makeWorker('worker 2', databaseUrl, settings),
    ]
    const proxy = await makeProxy(servers, programs.nginx, publicPort, web)
    await start(pooler.pooler)
    await start(proxy)
    await start(...workers)
    await start(...web)
    return { url, databaseUrl, replicaUrl, primary, replica, pooler: pooler.pooler, proxy, workers, web }
  })
}
