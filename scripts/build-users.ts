import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isAlive } from './embedded/postmaster'

/** The folder beside a build that holds one empty file a server, named by its process number. */
export const usersOf = (build: string) => `${build}.users`

/** Notes that a process runs from a build, so that it is not removed while that process lives. */
export async function markBuildUsed(build: string, pid: number): Promise<() => Promise<void>> {
  const mark = path.join(usersOf(build), String(pid))
  await mkdir(usersOf(build), { recursive: true })
  await writeFile(mark, '')
  return () => rm(mark, { force: true })
}

export async function isBuildInUse(build: string): Promise<boolean> {
  const pids = await readdir(usersOf(build)).catch(() => [])
  const dead = pids.filter((pid) => !isAlive(Number(pid)))
  for (const pid of dead) await rm(path.join(usersOf(build), pid), { force: true })
  return dead.length < pids.length
}
