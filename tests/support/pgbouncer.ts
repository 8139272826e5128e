import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { poolerSettings, poolerUser } from '@/scripts/cluster/pooler'
import { findFreePort } from '@/scripts/embedded/free-port'
import { eventually } from './eventually'

/**
 * Runs PgBouncer in transaction mode before the database of an address, with so few connections that clients share them.
 * @returns the address by way of it.
 */
export async function startPgBouncer(program: string, address: string, connections = 2) {
  const { port, username, password, pathname } = new URL(address)
  const folder = await mkdtemp(path.join(tmpdir(), 'pgbouncer-'))
  const own = await findFreePort()
  const users = path.join(folder, 'users.txt')
  await writeFile(users, poolerUser(username, decodeURIComponent(password)))
  const settings = path.join(folder, 'pgbouncer.ini')
  await writeFile(settings, poolerSettings(own, [{ name: '*', port: Number(port), connections }], users))
  // It does not run as root, and reads its settings as the user that it becomes.
  for (const place of [folder, settings, users]) await chmod(place, place === folder ? 0o755 : 0o644)
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn(program, ['-q', ...user, settings], { stdio: 'ignore' })
  const url = `postgresql://${username}:${password}@127.0.0.1:${own}${pathname}`
  await eventually(async () => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.end()
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGINT')
      await new Promise((resolve) => child.once('exit', resolve))
      await rm(folder, { recursive: true })
    },
  }
}
