import { createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { Pool } from 'pg'
import { applyMigrations } from '@/lib/db/migrate'
import { buildPortal } from '@/scripts/build-portal'
import { checkout } from '@/scripts/checkout'
import { startNode } from '@/scripts/child'
import { findFreePort } from '@/scripts/embedded/free-port'
import { prepareBinaries } from '@/scripts/embedded/binaries'
import { findServerUser } from '@/scripts/embedded/server-user'
import { readLocalSecret } from '@/scripts/local-secret'
import { runServer } from '@/scripts/run-server'
import type { RunningProcess } from '@/scripts/run-process'
import { clearedSettings } from '@/tests/support/cleared-settings'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { eventually } from '@/tests/support/eventually'
import { startMailService, type MailService } from '@/tests/support/mail-service'
import { startPostgresServer, type PostgresServer } from '@/tests/support/postgres-server'
import type { WebAddress } from './ask'
import { ManagedProcess } from './managed-process'
import { mountSmallDisk, type SmallDisk } from './small-disk'

/** A web process, and where it answers. */
export interface Web extends WebAddress {
  process: ManagedProcess
}

/** The whole product as it is built, on a database of its own, with each of its parts in reach of a fault. */
export interface ServedPortal {
  database: PostgresServer
  databaseUrl: string
  /** Of the checks: it leads to the database itself. */
  pool: Pool
  /** Absent where this user may mount nothing. */
  disk: SmallDisk | undefined
  /** The way of the second web process and the second worker to the database; the others have no such way. */
  line: DatabaseLine
  mail: MailService
  webs: Web[]
  workers: ManagedProcess[]
  authSecret: string
  /** Where its processes put files for a while. */
  temporary: string
  log: string
  /** Starts a further web process. */
  addWeb(name: string, variables: Record<string, string>): Promise<Web>
  /** Waits until every web process says that it is ready. */
  whenReady(): Promise<void>
}

const diskMebibytes = 900
const databaseSettings = {
  max_connections: 150,
  max_wal_size: '128MB',
  min_wal_size: '32MB',
  shared_buffers: '64MB',
}

/** The header in which clients tell an address of their own, as those of a proxy. */
export const addressHeader = 'x-forwarded-for'

/** Starts two web processes and two workers. All of it goes with this process. */
export async function servePortal(running: RunningProcess): Promise<ServedPortal> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-faults-'))
  running.atEnd(() => rm(folder, { recursive: true, force: true }))
  const [dataDirectory, temporary] = [path.join(folder, 'own'), path.join(folder, 'temporary')]
  for (const place of [dataDirectory, temporary]) await mkdir(place)
  // The database's own user passes through it.
  await chmod(folder, 0o755)
  const log = path.join(checkout, '.data', 'faults.log')
  const logStream = createWriteStream(log)

  const place = path.join(folder, 'database')
  const disk = await mountSmallDisk(place, diskMebibytes)
  if (disk) running.atEnd(disk.remove)
  const user = await findServerUser(place)
  const { postgres } = await prepareBinaries(user, path.join(checkout, '.data', 'postgres'))
  const database = await startPostgresServer(path.dirname(postgres), { place, settings: databaseSettings })
  running.atEnd(database.stop)
  const databaseUrl = database.urlOf('postgres')
  await applyMigrations(databaseUrl)
  const line = await openDatabaseLine(databaseUrl)
  running.atEnd(line.close)
  const mail = await startMailService()
  running.atEnd(async () => mail.close())
  const pool = new Pool({ connectionString: databaseUrl, max: 4 })
  pool.on('error', () => undefined)
  running.atEnd(() => pool.end())

  const authSecret = await readLocalSecret(dataDirectory)
  const variables = {
    ...clearedSettings,
    WORKER: 'off',
    RESEND_API_KEY: 're_faults',
    RESEND_BASE_URL: mail.url,
    MAIL_FROM: 'BizFAX <no-reply@bizfax.example>',
    TRUSTED_PROXY_HEADER: addressHeader,
    TMPDIR: temporary,
  }
  const build = await buildPortal()
  const makeWeb = async (name: string, url: string, own: Record<string, string> = {}): Promise<Web> => {
    const port = await findFreePort()
    const authUrl = `http://localhost:${port}`
    const settings = { build, port, databaseUrl: url, dataDirectory, authSecret, authUrl, log: logStream }
    const process = new ManagedProcess(name, () =>
      runServer({ ...settings, variables: { ...ofServers(variables), ...own } }),
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
  return {
    ...{ database, databaseUrl, pool, disk, line, mail, webs, workers, authSecret, temporary, log },
    addWeb: async (name, own) => {
      const web = await makeWeb(name, databaseUrl, own)
      webs.push(web)
      return web
    },
    whenReady: async () => {
      await eventually(
        async () => {
          for (const { url } of webs) {
            const { status } = await fetch(new URL('/api/health/ready', url))
            if (status !== 200) throw new Error(`a web process says ${status}`)
          }
        },
        { seconds: 60, everyMilliseconds: 200 },
      )
    },
  }
}

const setByRunServer = ['DATABASE_URL', 'PORTAL_DATA_DIRECTORY', 'AUTH_SECRET', 'AUTH_URL', 'PORT']

const ofServers = (variables: Record<string, string>) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !setByRunServer.includes(name)))

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
