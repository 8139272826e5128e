import { Client } from 'pg'
import { getPool } from '@/lib/db/pool'

export interface LoaderConnection {
  client: Client
  /** Ends it at once, whatever it is doing: what it had begun is undone by the server. */
  destroy: () => void
  close: () => Promise<void>
}

/** Memory that one load may use on the server for a sort, and again for its temporary tables. */
const workMemory = '64MB'

/** A load takes its time and waits for another, whatever limits the database sets to short requests. */
const settings = {
  timezone: 'Asia/Tokyo',
  work_mem: workMemory,
  temp_buffers: workMemory,
  statement_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
}

/**
 * A connection of its own for a load, to the process's database: long statements and temporary tables are
 * nothing for the pool.
 */
export async function connectLoader(): Promise<LoaderConnection> {
  const client = new Client({
    connectionString: getPool().options.connectionString,
    application_name: 'bizfax-load',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    keepAlive: true,
  })
  // Without a listener a connection that breaks ends the process with a stack; with it, the query under way fails.
  client.on('error', () => {})
  await client.connect()
  // The server looks each second whether the command still lives, and gives up its work where it was killed.
  // A system on which it cannot look refuses the setting.
  await client.query("SET client_connection_check_interval TO '1s'").catch(() => undefined)
  const socket = (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream
  return { client, destroy: () => socket.destroy(), close: () => client.end() }
}
