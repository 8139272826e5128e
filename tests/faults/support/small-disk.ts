import { mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { run } from '@/tests/support/programs'

/** A file system of its own for the database, which a fault can fill. */
export interface SmallDisk {
  folder: string
  /** Takes all the space that is left. */
  fill(): Promise<void>
  /** Gives it back. */
  empty(): Promise<void>
  remove(): Promise<void>
}

const pieceBytes = 4_096

/**
 * Mounts a small file system of memory at a folder, where this user may.
 * @returns undefined where it may not.
 */
export async function mountSmallDisk(folder: string, mebibytes: number): Promise<SmallDisk | undefined> {
  await mkdir(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder])
  } catch {
    return undefined
  }
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    async fill() {
      const file = await open(ballast, 'a')
      try {
        // What the database writes meanwhile takes some of it: so it is filled until there is nothing left.
        for (;;) {
          const { bavail, bsize } = await statfs(folder)
          await file.write(Buffer.alloc(Math.max(pieceBytes, Math.min(bavail * bsize, 16 * 1_024 * 1_024))))
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        await file.close()
      }
    },
    empty: () => rm(ballast, { force: true }),
    remove: async () => {
      await run('umount', [folder])
    },
  }
}
