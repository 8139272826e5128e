import path from 'node:path'
import type { Writable } from 'node:stream'
import type { Pool } from 'pg'
import { applyMigrations } from '@/lib/db/migrate'
import { buildPortal } from '@/scripts/build-portal'
import { checkout } from '@/scripts/checkout'
import { startNode } from '@/scripts/child'
import type { Part } from '@/scripts/cluster/part'
import { findFreePort } from '@/scripts/embedded/free-port'
import { prepareBinaries } from '@/scripts/embedded/binaries'
import { findServerUser } from '@/scripts/embedded/server-user'
import { readLocalSecret } from '@/scripts/local-secret'
import { runServer } from '@/scripts/run-server'
import type { RunningProcess } from '@/scripts/run-process'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { eventually } from '@/tests/support/eventually'
import type { MailService } from '@/tests/support/mail-service'
import { startPostgresServer } from '@/tests/support/postgres-server'
import type { WebAddress } from './ask'
import { openPool, prepareGround } from './ground'
import { ManagedProcess } from './managed-process'
import { mountSmallDisk, type SmallDisk } from './small-disk'

/** A web process, and where it answers. */
export interface Web extends WebAddress {
  process: ManagedProcess
}

/** The whole product as it is built, with each of its parts in reach of a fault. */
export interface ServedPortal {
  database: Part
  databaseUrl: string
  /** Of the checks: it leads to the database itself. */
  pool: Pool
  mail: MailService
  webs: Web[]
  workers: ManagedProcess[]
  /** Where customers ask; the web processes themselves unless there is a proxy before them. */
  proxy?: WebAddress
  authSecret: string
  /** Where its processes put files for a while. */
  temporary: string
  log: string
  /** Waits until every web process says that it is ready. */
  whenReady(): Promise<void>
  /** What only processes without a cluster have. */
  alone?: {
    /** Absent where this user may mount nothing. */
    disk: SmallDisk | undefined
    /** The way of the second web process and the second worker to the database; the others have no such way. */
    line: DatabaseLine
    /** Starts a further web process. */
    addWeb(name: string, variables: Record<string, string>): Promise<Web>
  }
  /** What only a cluster has. */
  cluster?: { replica: Part; pooler: Part }
}

const diskMebibytes = 900
const databaseSettings = {
  max_connections: 150,
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  shared_buffers: '64MB',
}

/** Starts two web processes and two workers on one database. All of it goes with this process. */
export async function servePortal(running: RunningProcess): Promise<ServedPortal> {
  const { folder, dataDirectory, temporary, log, logStream, mail, variables } = await prepareGround(running)
  const place = path.join(folder, 'database')
  const disk = await mountSmallDisk(place, diskMebibytes)
  if (disk) running.atEnd(disk.remove)
  const user = await findServerUser(place)
  const { postgres } = await prepareBinaries(user, path.join(checkout, '.data', 'postgres'))
  const database = await startPostgresServer(path.dirname(postgres), { place, settings: databaseSettings })
  running.atEnd(database.close)
  const databaseUrl = database.urlOf('postgres')
  await applyMigrations(databaseUrl)
  const line = await openDatabaseLine(databaseUrl)
  running.atEnd(line.close)
  const pool = openPool(running, databaseUrl)

  const authSecret = await readLocalSecret(dataDirectory)
  const build = await buildPortal()
  const makeWeb = async (name: string, url: string, own: Record<string, string> = {}): Promise<Web> => {
    const port = await findFreePort()
    const authUrl = `http://localhost:${port}`
    const settings = { build, port, databaseUrl: url, dataDirectory, authSecret, authUrl, log: logStream }
    const process = new ManagedProcess(name, () =>
      runServer({ ...settings, variables: { ...variables, ...own } }),
    )
    await process.begin()
    return { name, url: new URL(authUrl), process }
  }
  const makeWorker = async (name: string, url: string): Promise<ManagedProcess> => {
    const process = new ManagedProcess(name, () =>
      startWorker({ ...variables, DATABASE_URL: url, AUTH_SECRET: authSecret }, logStream),
    )
    await process.begin()
    return process
  }
  const webs = [await makeWeb('web 1', databaseUrl), await makeWeb('web 2', line.databaseUrl)]
  const workers = [await makeWorker('worker 1', databaseUrl), await makeWorker('worker 2', line.databaseUrl)]
  const addWeb = async (name: string, own: Record<string, string>) => {
    const web = await makeWeb(name, databaseUrl, own)
    webs.push(web)
    return web
  }
  return {
    ...{ database, databaseUrl, pool, mail, webs, workers, authSecret, temporary, log },
    whenReady: () => whenWebsReady(webs),
    alone: { disk, line, addWeb },
  }
}

/** Waits until web processes say that they are ready. */
export const whenWebsReady = (webs: Web[]): Promise<void> =>
  eventually(
    async () => {
      for (const { url } of webs) {
        const { status } = await fetch(new URL('/api/health/ready', url))
        if (status !== 200) throw new Error(`a web process says ${status}`)
      }
    },
    { seconds: 60, everyMilliseconds: 200 },
  )

const workerMark = 'The worker waits'

/** Starts a worker as `npm run worker` does, and waits until it works. */
async function startWorker(variables: Record<string, string>, log: Writable) {
  const worker = startNode(
    ['--max-semi-space-size=4', '--import', 'tsx', path.join(checkout, 'scripts/worker.ts')],
    { cwd: checkout, variables: { ...variables, NODE_ENV: 'production' }, output: 'pipe' },
  )
  const { stdout, stderr } = worker.process
  stderr!.pipe(log, { end: false })
  let said = ''
  const isWorking = new Promise<void>((resolve) =>
    stdout!.on('data', (piece: Buffer) => {
      said += piece.toString()
      if (said.includes(workerMark)) resolve()
    }),
  )
  const how = await Promise.race([isWorking, worker.ended])
  if (typeof how === 'string') throw new Error(`A worker did not start: ${how}`)
  return { pid: worker.process.pid!, ended: worker.ended, stop: worker.stop }
}
