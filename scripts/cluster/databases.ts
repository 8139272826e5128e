import { execFile } from 'node:child_process'
import { mkdtemp, chown, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { PlainError } from '@/lib/plain-error'
import { type Cluster, lastLine, openCluster, superuser } from '../embedded/cluster'
import type { ServerFolder } from '../embedded/place'
import { startPostgres } from '../embedded/postgres-process'
import { serverProcess } from '../embedded/server-user'
import { findServerPort } from '../port'
import { makePart, type Part } from './part'
import type { DatabasePrograms } from './programs'
import { writeForServer } from './server-files'

/** Where the portal's data is, on the primary and its copy. */
export const databaseName = 'portal'

/** The role of web processes: what the owner may, with settings of its own for a pooler that takes none. */
export const webRole = 'portal_web'

/** By which the primary keeps what the replica has not read yet. */
const slotName = 'replica'

/** Of both, since a replica must allow as many connections as its primary. */
const sharedSettings = {
  hot_standby_feedback: 'on',
  // Longer than a download may take: what is new is read on the primary meanwhile.
  max_standby_streaming_delay: '11min',
  // A replica that stays away must not fill the primary's disk: it is made anew then.
  max_slot_wal_keep_size: '4GB',
}

export interface Databases {
  primary: Part
  replica: Part
  password: string
  /** The primary itself, as workers, imports and commands reach it. */
  primaryUrl: string
  replicaUrl: string
}

/** The two databases, not yet started: the primary's data is made where there is none, the replica's when that is started. */
export async function makeDatabases(
  servers: ServerFolder,
  { initdb, postgres, baseBackup }: DatabasePrograms,
  settings: Record<string, string> = {},
): Promise<Databases> {
  const { folder, user } = servers
  const place = { cluster: path.join(folder, 'primary'), user, binaries: { initdb, postgres } }
  const cluster = await openCluster(place, { locale: 'C.UTF-8' })
  const copy = { data: path.join(folder, 'replica', 'data'), password: cluster.password }
  const [port, replicaPort] = [await findServerPort(), await findServerPort()]
  const maintenanceUrl = addressOf(superuser, cluster, port, 'postgres')
  // A password on the command line could be read by every user of the machine.
  const passwords = await writeForServer(
    servers,
    'passwords',
    `127.0.0.1:*:*:${superuser}:${cluster.password}\n`,
  )
  const source = `host=127.0.0.1 port=${port} user=${superuser} passfile=${passwords} application_name=replica`
  const log = (name: string) => path.join(folder, `${name}.log`)
  const common = { ...sharedSettings, ...settings }
  return {
    primary: makePart('primary', { port }, async () => {
      const started = await startPostgres(place, cluster, log('primary'), { port, settings: common })
      await prepareRoles(maintenanceUrl, cluster)
      return started
    }),
    replica: makePart('replica', { port: replicaPort }, async () => {
      await prepareSlot(maintenanceUrl, copy)
      await ensureCopy(servers, baseBackup, copy, source)
      return startPostgres(place, copy, log('replica'), {
        port: replicaPort,
        settings: { ...common, primary_conninfo: source, primary_slot_name: slotName },
      })
    }),
    password: cluster.password,
    primaryUrl: addressOf(superuser, cluster, port, databaseName),
    replicaUrl: addressOf(superuser, cluster, replicaPort, databaseName),
  }
}

/** The address of a database by way of a pooler, for web processes. */
export const pooledAddress = ({ password }: Databases, port: number, database: string) =>
  addressOf(webRole, { password }, port, database)

const addressOf = (role: string, { password }: Pick<Cluster, 'password'>, port: number, database: string) =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`

/** The portal's database and the role of web processes, with what a pooler cannot be told at the start of a connection. */
async function prepareRoles(maintenanceUrl: string, { password }: Cluster) {
  await withClient(maintenanceUrl, async (client) => {
    const missing = async (catalogue: string, column: string, name: string) =>
      (await client.query(`SELECT FROM ${catalogue} WHERE ${column} = $1`, [name])).rowCount === 0
    if (await missing('pg_database', 'datname', databaseName))
      await client.query(`CREATE DATABASE ${databaseName}`)
    if (await missing('pg_roles', 'rolname', webRole))
      await client.query(`CREATE ROLE ${webRole} LOGIN PASSWORD '${password}' IN ROLE ${superuser}`)
    await client.query(`ALTER ROLE ${webRole} SET timezone TO 'UTC'`)
    await client.query(`ALTER ROLE ${webRole} SET statement_timeout TO '30s'`)
  })
}

/** What the primary keeps for the replica. Where that stayed away for too long, its copy is of no use any more. */
async function prepareSlot(maintenanceUrl: string, copy: Cluster) {
  await withClient(maintenanceUrl, async (client) => {
    const { rows } = await client.query<{ isLost: boolean }>(
      `SELECT coalesce(wal_status = 'lost', false) AS "isLost" FROM pg_replication_slots WHERE slot_name = $1`,
      [slotName],
    )
    if (rows[0]?.isLost) {
      await client.query('SELECT pg_drop_replication_slot($1)', [slotName])
      await rm(path.dirname(copy.data), { recursive: true, force: true })
    }
    if (rows[0]?.isLost !== false)
      await client.query('SELECT pg_create_physical_replication_slot($1, true)', [slotName])
  })
}

/** Takes a copy of the primary's data for the replica where there is none. Under another name until it is whole. */
async function ensureCopy({ folder, user }: ServerFolder, baseBackup: string, copy: Cluster, source: string) {
  const finished = path.dirname(copy.data)
  const names = await readdir(folder)
  if (names.includes(path.basename(finished))) return
  for (const name of names.filter((name) => name.startsWith(unfinishedMark)))
    await rm(path.join(folder, name), { recursive: true })
  const unfinished = await mkdtemp(path.join(folder, unfinishedMark))
  if (user) await chown(unfinished, user.uid, user.gid)
  const args = ['--pgdata', path.join(unfinished, 'data'), '--dbname', source, '--slot', slotName]
  const options = ['--checkpoint=fast', '--wal-method=stream', '--write-recovery-conf']
  try {
    await promisify(execFile)(baseBackup, [...args, ...options], { ...user, ...serverProcess })
  } catch (error) {
    throw new PlainError(`The replica could not be made: ${lastLine((error as { stderr?: string }).stderr)}`)
  }
  await rename(unfinished, finished)
}

const unfinishedMark = 'replica.unfinished-'

/** Returns when the replica has all that the primary has at this moment. */
export async function whenCaughtUp({ primaryUrl, replicaUrl }: Databases): Promise<void> {
  const written = await withClient(primaryUrl, async (client) => {
    const { rows } = await client.query<{ lsn: string }>('SELECT pg_current_wal_lsn() AS lsn')
    return rows[0]!.lsn
  })
  await withClient(replicaUrl, async (client) => {
    const hasRead = async () => {
      const { rows } = await client.query<{ done: boolean }>(
        'SELECT pg_last_wal_replay_lsn() >= $1 AS done',
        [written],
      )
      return rows[0]!.done
    }
    for (const end = Date.now() + catchUpSeconds * 1_000; !(await hasRead()); await pause(50))
      if (Date.now() > end)
        throw new PlainError('The replica does not follow the primary (replica.log says why).')
  })
}

const catchUpSeconds = 120

async function withClient<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
