import { execFile, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { PlainError } from '@/lib/plain-error'

/** The user whose processes the server's are; undefined for the user of this process. */
export type ServerUser = { uid: number; gid: number } | undefined

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres` or, where there is none, to `nobody`.
 * A cluster that exists keeps the user it was made by.
 */
export async function findServerUser(clusterFolder: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined
  const existing = await stat(clusterFolder).catch(() => undefined)
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  for (const name of ['postgres', 'nobody']) {
    const user = await lookUp(name)
    if (user) return user
  }
  throw new PlainError('The embedded database cannot run as root, and there is no user postgres or nobody.')
}

async function lookUp(name: string): Promise<ServerUser> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => promisify(execFile)('id', [flag, name])))
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  } catch {
    return undefined
  }
}

/** Whether that user gets at something, by trying: modes alone do not say (ACLs, mounts, namespaces). */
export async function succeedsAs(user: ServerUser, command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...user, ...serverProcess, stdio: 'ignore' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** The server sees nothing of the caller's environment (PGDATA, PGPORT, LC_ALL, TZ …) nor of its folder. */
export const serverProcess = {
  cwd: '/',
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
}
