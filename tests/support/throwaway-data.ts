import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { serversOf } from '@/scripts/cluster/server-files'
import { removeCluster, removeServerFolder } from '@/scripts/embedded/place'
import { isAlive } from '@/scripts/embedded/postmaster'

const parent = path.resolve(__dirname, '../../.data')

/** A data directory for one run of tests. Its name tells whose it is, so that a later run finds what a killed one left. */
export async function makeThrowawayData(): Promise<string> {
  await removeAbandonedData()
  const folder = path.join(parent, `test-${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { recursive: true })
  return folder
}

export async function removeThrowawayData(folder: string): Promise<void> {
  await removeCluster(folder)
  await removeServerFolder(serversOf(folder))
  await rm(folder, { recursive: true, force: true })
}

export async function removeAbandonedData(): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = /^test-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await removeThrowawayData(path.join(parent, name)).catch(() => {})
  }
}
