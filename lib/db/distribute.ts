import { Client } from 'pg'
import { PortalError } from '@/lib/errors'
import { loadLockKey } from './load-lock-key'
import { pendingOf } from './migrate'

/** The tables that are spread, in this order: the first by contract, the others where its rows of the contract are. */
const spreadTables = [
  'usage_call',
  'usage_destination',
  'usage_hour',
  'usage_caller_day',
  'usage_caller_month',
  'usage_load',
] as const

export interface Distribution {
  /** The machines that have the records. */
  workers: string[]
  /** What was spread now: none where all was spread before. */
  tables: { name: string; shards: number }[]
}

/**
 * Spreads usage over the machines of a Citus cluster by contract (docs/decisions/0094); all else stays on the coordinator,
 * which the address leads to. Each table is spread by itself, and the rows that it had here are deleted then: broken off,
 * it goes on where it was. No load changes usage meanwhile. SQL, since Prisma has no word for it.
 * @param onTable is called with each table before it is spread, which takes as long as its rows take to be copied.
 * @throws PortalError where the database lacks migrations, the extension, the coordinator's own address or a worker.
 */
export async function distributeUsage(
  databaseUrl: string,
  onTable: (name: string) => void = () => {},
): Promise<Distribution> {
  const client = new Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  try {
    await client.connect()
    const workers = await findWorkers(client)
    await client.query(`SELECT pg_advisory_lock(${loadLockKey})`)
    const tables: Distribution['tables'] = []
    for (const name of spreadTables) {
      if (!(await isSpread(client, name))) {
        onTable(name)
        await spread(client, name)
        tables.push({ name, shards: await countShards(client, name) })
      }
      if (await hasLocalRows(client, name))
        await client.query('SELECT truncate_local_data_after_distributing_table($1)', [name])
    }
    return { workers, tables }
  } finally {
    await client.end().catch(() => {})
  }
}

/** @throws PortalError where the cluster is not ready for it. */
async function findWorkers(client: Client): Promise<string[]> {
  if ((await pendingOf(client)).length > 0) throw new PortalError({ code: 'notMigrated' })
  const { rows: extensions } = await client.query(`SELECT extname FROM pg_extension WHERE extname = 'citus'`)
  if (extensions.length === 0) throw new PortalError({ code: 'citusMissing' })
  const { rows: nodes } = await client.query<{ address: string; groupId: number; isUsed: boolean }>(
    `SELECT nodename || ':' || nodeport AS address, groupid AS "groupId", isactive AND shouldhaveshards AS "isUsed"
     FROM pg_dist_node WHERE noderole = 'primary' ORDER BY groupid`,
  )
  if (!nodes.some(({ groupId }) => groupId === 0)) throw new PortalError({ code: 'coordinatorUnnamed' })
  const workers = nodes.filter(({ groupId, isUsed }) => groupId !== 0 && isUsed)
  if (workers.length === 0) throw new PortalError({ code: 'workersMissing' })
  return workers.map(({ address }) => address)
}

async function isSpread(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM pg_dist_partition WHERE logicalrelid = $1::regclass', [
    name,
  ])
  return rows.length > 0
}

async function spread(client: Client, name: string): Promise<void> {
  const [first] = spreadTables
  const colocation = name === first ? 'none' : first
  await client.query('BEGIN')
  try {
    // Partitions are many: one connection a machine makes them all.
    await client.query(`SET LOCAL citus.multi_shard_modify_mode TO 'sequential'`)
    await client.query(`SELECT create_distributed_table($1, 'contract_number', colocate_with => $2)`, [
      name,
      colocation,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/** Whether rows lie here still that were copied. */
async function hasLocalRows(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    'SELECT sum(pg_relation_size(relid)) > 0 AS found FROM pg_partition_tree($1)',
    [name],
  )
  return rows[0]!.found
}

async function countShards(client: Client, name: string): Promise<number> {
  const { rows } = await client.query<{ shards: number }>(
    'SELECT count(*)::int AS shards FROM pg_dist_shard WHERE logicalrelid = $1::regclass',
    [name],
  )
  return rows[0]!.shards
}
