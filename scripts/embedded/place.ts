import { createHash } from 'node:crypto'
import { lstat, mkdir, readlink, rm } from 'node:fs/promises'
import path from 'node:path'
import { PlainError } from '@/lib/plain-error'
import { type Binaries, prepareBinaries } from './binaries'
import { type ServerUser, findServerUser, succeedsAs } from './server-user'

export type Place = {
  /** The folder that holds the cluster's data and password. */
  cluster: string
  /** Where a link to `cluster` belongs when it does not lie in the data directory. */
  link?: string
  user: ServerUser
  binaries: Binaries
}

/**
 * Where the cluster of a data directory lies: in it, as a rule. The user that root hands the server to may
 * not be able to enter it, though (a checkout in root's own home); then both cluster and programs lie in a
 * folder of the system, and a link in the data directory names the cluster. A cluster that no link names
 * belonged to a data directory that was deleted, and goes too.
 */
export async function findPlace(home: string): Promise<Place> {
  const inside = path.join(home, 'cluster')
  const linked = await readlink(inside).catch(() => undefined)
  const user = await findServerUser(inside)
  if (!user || (!linked && (await canEnter(home, user)))) {
    return { cluster: inside, user, binaries: await prepareBinaries(user, home) }
  }
  const system = await systemFolder(user)
  const cluster = clusterOutside(system, home)
  if (linked !== cluster) {
    await rm(inside, { force: true, recursive: true })
    await rm(cluster, { force: true, recursive: true })
  }
  return { cluster, link: inside, user, binaries: await prepareBinaries(user, system) }
}

/** A server that was killed with its users may still write its last files. */
const patiently = { force: true, recursive: true, maxRetries: 20, retryDelay: 100 }

/** Deletes the cluster of a data directory, wherever it lies. Its server must be down, or going down. */
export async function removeCluster(dataDirectory: string): Promise<void> {
  const home = homeOf(dataDirectory)
  const linked = await readlink(path.join(home, 'cluster')).catch(() => undefined)
  if (linked && linked === clusterOutside(path.dirname(linked), home)) {
    await rm(linked, patiently)
  }
  await rm(home, patiently)
}

/** The folder of the embedded server in a data directory. */
export function homeOf(dataDirectory: string): string {
  return path.join(path.resolve(dataDirectory), 'postgres')
}

function clusterOutside(system: string, home: string) {
  return path.join(system, createHash('sha256').update(home).digest('hex').slice(0, 16))
}

const canEnter = (folder: string, user: ServerUser) => succeedsAs(user, 'sh', ['-c', 'cd "$1"', 'sh', folder])

/** A folder that only root writes and every user enters: no other user can slip programs or data in. */
async function systemFolder(user: ServerUser): Promise<string> {
  for (const parent of ['/var/lib', '/var/tmp']) {
    const folder = path.join(parent, 'bizfax-portal')
    await mkdir(folder, { mode: 0o755 }).catch(() => {})
    const entry = await lstat(folder).catch(() => undefined)
    const isSafe = entry?.isDirectory() && entry.uid === 0 && (entry.mode & 0o022) === 0
    if (isSafe && (await canEnter(folder, user))) return folder
  }
  throw new PlainError('The embedded database found no folder that its user can enter. Set DATABASE_URL.')
}
