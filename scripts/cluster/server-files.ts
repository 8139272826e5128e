import { chown, mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { findServerFolder, type ServerFolder } from '../embedded/place'

/** The folder of the cluster's servers below that of its data, made where there is none yet. */
export async function openServerFolder(dataDirectory: string): Promise<ServerFolder> {
  const servers = await findServerFolder(serversOf(dataDirectory))
  const { folder, link, user } = servers
  const isNew = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (isNew && user) await chown(folder, user.uid, user.gid)
  if (isNew && link) await symlink(folder, link)
  return servers
}

export const serversOf = (dataDirectory: string) => path.join(dataDirectory, 'servers')

/** Makes a folder that the servers' user alone enters, where there is none yet. */
export async function makeFolderForServer({ folder, user }: ServerFolder, name: string): Promise<void> {
  const made = path.join(folder, name)
  await mkdir(made, { recursive: true, mode: 0o700 })
  if (user) await chown(made, user.uid, user.gid)
}

/** Writes a file that the servers' user alone reads. */
export async function writeForServer(
  { folder, user }: ServerFolder,
  name: string,
  content: string,
): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, content, { mode: 0o600 })
  if (user) await chown(file, user.uid, user.gid)
  return file
}
