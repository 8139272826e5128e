import { Client } from 'pg'
import { distributeUsage } from '@/lib/db/distribute'
import { applyMigrations } from '@/lib/db/migrate'

/**
 * A database of a Citus coordinator, with its nodes in it, whose role may make databases on each of them: the integration
 * tests run on it where it is set.
 */
export const citusUrl = process.env.CITUS_DATABASE_URL || undefined

/** The same machine or another one of the cluster, at one of its databases. */
const addressOf = (database: string, { host, port }: Node) => {
  const url = new URL(citusUrl!)
  url.pathname = `/${database}`
  url.hostname = host
  url.port = String(port)
  return url.href
}

export interface Node {
  host: string
  port: number
  isCoordinator: boolean
}

/** Runs statements on a database. */
export async function onDatabase<Row extends object>(
  databaseUrl: string,
  ...statements: string[]
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

const readNodes = () =>
  onDatabase<Node>(
    citusUrl!,
    `SELECT nodename AS host, nodeport AS port, groupid = 0 AS "isCoordinator" FROM pg_dist_node
     WHERE noderole = 'primary' ORDER BY groupid`,
  )

/**
 * Makes a database on each machine, and one cluster of them, with nothing in it.
 * @param portOf by which port the others reach a machine; its own where it is absent.
 */
export async function createClusterDatabase(
  name: string,
  portOf: (node: Node) => Promise<number> = ({ port }) => Promise.resolve(port),
): Promise<string> {
  const nodes = await readNodes()
  for (const node of nodes) {
    await onDatabase(addressOf('postgres', node), `CREATE DATABASE ${name}`)
    await onDatabase(addressOf(name, node), 'CREATE EXTENSION citus')
  }
  const coordinator = nodes.find(({ isCoordinator }) => isCoordinator)!
  const address = addressOf(name, coordinator)
  await onDatabase(address, `SELECT citus_set_coordinator_host('${coordinator.host}', ${coordinator.port})`)
  for (const node of nodes)
    if (!node.isCoordinator)
      await onDatabase(address, `SELECT citus_add_node('${node.host}', ${await portOf(node)})`)
  return address
}

/** The same, migrated and with usage spread. */
export async function createSpreadDatabase(name: string): Promise<string> {
  const databaseUrl = await createClusterDatabase(name)
  await applyMigrations(databaseUrl)
  await distributeUsage(databaseUrl)
  return databaseUrl
}

/** Drops a database on each machine, the coordinator's first: its connections to the others end with it. */
export async function dropClusterDatabase(name: string): Promise<void> {
  for (const node of await readNodes())
    await onDatabase(addressOf('postgres', node), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}
