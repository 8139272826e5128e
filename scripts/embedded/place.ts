import { createHash } from 'node:crypto'
import { lstat, mkdir, readlink, rm } from 'node:fs/promises'
import path from 'node:path'
import { PlainError } from '@/lib/plain-error'
import { type Binaries, prepareBinaries } from './binaries'
import { type ServerUser, findServerUser, succeedsAs } from './server-user'

/** The folder of servers of a data directory, and the user that they run as. */
export type ServerFolder = {
  folder: string
  /** Where a link to `folder` belongs when it does not lie in the data directory. */
  link?: string
  user: ServerUser
}

export type Place = {
  /** The folder that holds the cluster's data and password. */
  cluster: string
  link?: string
  user: ServerUser
  binaries: Binaries
}

/**
 * Where servers keep their files: in `inside`, as a rule. The user that root hands them to may not be able to enter it,
 * though (a checkout in root's own home); then they lie in a folder of the system, and a link in the place of `inside`
 * names it. A folder that no link names belonged to a data directory that was deleted, and goes too.
 */
export async function findServerFolder(inside: string): Promise<ServerFolder> {
  const linked = await readlink(inside).catch(() => undefined)
  const user = await findServerUser(inside)
  if (!user || (!linked && (await canEnter(path.dirname(inside), user)))) return { folder: inside, user }
  const folder = folderOutside(await systemFolder(user), inside)
  if (linked !== folder) {
    await rm(inside, { force: true, recursive: true })
    await rm(folder, { force: true, recursive: true })
  }
  return { folder, link: inside, user }
}

/** Where the cluster of a data directory lies, and its programs where the server's user cannot enter npm's folder. */
export async function findPlace(home: string): Promise<Place> {
  const { folder, link, user } = await findServerFolder(path.join(home, 'cluster'))
  return { cluster: folder, link, user, binaries: await prepareBinaries(user, path.dirname(folder)) }
}

/** A server that was killed with its users may still write its last files. */
const patiently = { force: true, recursive: true, maxRetries: 20, retryDelay: 100 }

/** Deletes the cluster of a data directory, wherever it lies. Its server must be down, or going down. */
export async function removeCluster(dataDirectory: string): Promise<void> {
  const home = homeOf(dataDirectory)
  await removeServerFolder(path.join(home, 'cluster'))
  await rm(home, patiently)
}

/** Deletes what `findServerFolder` found for `inside`. Its servers must be down, or going down. */
export async function removeServerFolder(inside: string): Promise<void> {
  const linked = await readlink(inside).catch(() => undefined)
  if (linked && linked === folderOutside(path.dirname(linked), inside)) await rm(linked, patiently)
  await rm(inside, patiently)
}

/** The folder of the embedded server in a data directory. */
export function homeOf(dataDirectory: string): string {
  return path.join(path.resolve(dataDirectory), 'postgres')
}

function folderOutside(system: string, inside: string) {
  return path.join(system, createHash('sha256').update(path.dirname(inside)).digest('hex').slice(0, 16))
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
