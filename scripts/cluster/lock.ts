import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import { PlainError } from '@/lib/plain-error'

/** A cluster that was killed holds its folder no longer than this. */
const staleMilliseconds = 5_000
const waitMilliseconds = 200

/**
 * Takes the folder of a cluster for this process.
 * @returns gives it back.
 * @throws PlainError where another process has it.
 */
export async function lockCluster(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const retries = 2 * (staleMilliseconds / waitMilliseconds)
  try {
    return await lockfile.lock(folder, {
      lockfilePath: path.join(folder, 'running.lock'),
      stale: staleMilliseconds,
      update: 1_000,
      retries: { retries, factor: 1, minTimeout: waitMilliseconds, maxTimeout: waitMilliseconds },
      onCompromised: () => {},
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error
    throw new PlainError(`The cluster in ${folder} is running already.`)
  }
}
