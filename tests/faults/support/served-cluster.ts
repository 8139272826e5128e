import { applyMigrations } from '@/lib/db/migrate'
import type { Part } from '@/scripts/cluster/part'
import { startCluster } from '@/scripts/cluster/start-cluster'
import { removeServerFolder } from '@/scripts/embedded/place'
import { serversOf } from '@/scripts/cluster/server-files'
import { readLocalSecret } from '@/scripts/local-secret'
import { findServerPort } from '@/scripts/port'
import type { RunningProcess } from '@/scripts/run-process'
import { openPool, prepareGround } from './ground'
import { ManagedProcess } from './managed-process'
import { whenWebsReady, type ServedPortal, type Web } from './served-portal'

/** Starts the cluster of `npm run cluster`: customers ask its proxy. All of it goes with this process. */
export async function serveCluster(running: RunningProcess): Promise<ServedPortal> {
  const { dataDirectory, temporary, log, mail, variables } = await prepareGround(running)
  running.atEnd(() => removeServerFolder(serversOf(dataDirectory)))
  const publicPort = await findServerPort()
  const { databaseUrl, primary, replica, pooler, web, workers } = await startCluster(running, {
    dataDirectory,
    publicPort,
    prepare: applyMigrations,
    // What its processes say would stand among the lines of the report.
    variables: { ...variables, PORTAL_DEMO: 'off', LOG_LEVEL: 'silent' },
    databaseSettings: { fsync: 'off', full_page_writes: 'off', max_connections: '150' },
  })
  const webs = await Promise.all(
    web.map(async (part, index): Promise<Web> => {
      const name = `web ${index + 1}`
      return { name, url: new URL(`http://127.0.0.1:${part.port}`), process: await manage(name, part) }
    }),
  )
  return {
    ...{ database: primary, databaseUrl, pool: openPool(running, databaseUrl), mail, webs, temporary, log },
    workers: await Promise.all(workers.map((part, index) => manage(`worker ${index + 1}`, part))),
    proxy: { name: 'proxy', url: new URL(`http://127.0.0.1:${publicPort}`), isProxy: true },
    authSecret: await readLocalSecret(dataDirectory),
    whenReady: () => whenWebsReady(webs),
    cluster: { replica, pooler },
  }
}

/** A part of the cluster as a process that faults kill. */
async function manage(name: string, part: Part): Promise<ManagedProcess> {
  const process = new ManagedProcess(name, async () => {
    await part.start()
    const ended = new Promise<string>((resolve) => part.whenLost(resolve))
    return { pid: part.pid()!, ended, stop: part.stop }
  })
  await process.begin()
  return process
}
