import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rename } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import { Client } from 'pg'
import { type Cluster, openCluster, superuser } from './cluster'
import { type KeeperAddress, othersRemain, removeKeeperFile, writeKeeperFile } from './keeper-file'
import { findPlace } from './place'
import { type PostgresProcess, startPostgres } from './postgres-process'

/**
 * The process that owns the embedded server of one data directory, for as long as it is used.
 *
 * A user holds a lease: a connection to this process. The kernel closes it when the user ends, in whatever
 * way, so no lease outlives its user. With the last lease goes the server, and then this process.
 */
const databaseName = 'portal'
const firstLeaseSeconds = 10
const orphanedSeconds = 1

async function keep(home: string) {
  const place = await findPlace(home)
  const cluster = await openCluster(place)
  const logFile = path.join(home, 'postgres.log')
  await rename(logFile, path.join(home, 'postgres.previous.log')).catch(() => {})
  const postgres = await startPostgres(place, cluster, logFile)
  const databaseUrl = addressOf(postgres, cluster, databaseName)
  await createDatabase(addressOf(postgres, cluster, 'postgres'))
  await grantLeases(home, databaseUrl, postgres)
}

async function grantLeases(home: string, databaseUrl: string, postgres: PostgresProcess) {
  const token = randomBytes(24).toString('hex')
  const leases = new Set<Socket>()
  let isStopping = false

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const lapse = () => {
      if (!leases.delete(socket)) socket.destroy()
      else if (leases.size === 0) void end(0)
      else socket.end(othersRemain)
    }
    socket.setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('end', lapse).on('close', lapse)
    socket.once('data', (asked: string) => {
      if (isStopping || asked.trim() !== token) return socket.destroy()
      leases.add(socket)
      socket.write(databaseUrl)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: KeeperAddress = {
    pid: process.pid,
    port: (server.address() as { port: number }).port,
    token,
  }

  // The process that released the last lease learns of the end by the closing of its connection, at the exit and no earlier.
  async function end(code: number) {
    if (isStopping) return
    isStopping = true
    server.close()
    await removeKeeperFile(home, address)
    await postgres.stop()
    process.exit(code)
  }

  void postgres.ended.then(() => end(1))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0))
  await writeKeeperFile(home, address)
  const patience = process.connected ? firstLeaseSeconds : orphanedSeconds
  setTimeout(() => leases.size === 0 && void end(0), patience * 1000)
}

function addressOf({ port }: PostgresProcess, { password }: Cluster, database: string) {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
}

async function createDatabase(maintenanceUrl: string) {
  const client = new Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`)
  } finally {
    await client.end()
  }
}

/** The starter waits for one message: ready, or why not. It may be gone by then. */
const tellStarter = (message: { failure?: string }) =>
  new Promise<void>((resolve) => {
    if (process.connected) process.send?.(message, () => resolve())
    else resolve()
  })

process.on('SIGHUP', () => {})
keep(process.argv[2]!).then(
  () => tellStarter({}),
  async (error: Error) => {
    console.error(error)
    await tellStarter({ failure: error.message })
    process.exit(1)
  },
)
