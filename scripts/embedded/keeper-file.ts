import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PlainError } from '@/lib/plain-error'

/** How to reach the keeper of a data directory. The token keeps the machine's other users out. */
export type KeeperAddress = { pid: number; port: number; token: string }

/** What the keeper says to a user that leaves while others stay. */
export const othersRemain = 'others remain'

const fileIn = (home: string) => path.join(home, 'keeper.json')

export async function readKeeperFile(home: string): Promise<KeeperAddress | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(home), 'utf8')) as KeeperAddress
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new PlainError(`The database in ${home} is in use by another user.`)
    }
    return undefined
  }
}

export async function writeKeeperFile(home: string, address: KeeperAddress): Promise<void> {
  const unfinished = `${fileIn(home)}.${address.pid}`
  await writeFile(unfinished, JSON.stringify(address), { mode: 0o600 })
  await rename(unfinished, fileIn(home))
}

/** Removes a keeper's own file, never that of its successor. */
export async function removeKeeperFile(home: string, { token }: KeeperAddress): Promise<void> {
  const current = await readKeeperFile(home)
  if (current?.token === token) await rm(fileIn(home), { force: true })
}
