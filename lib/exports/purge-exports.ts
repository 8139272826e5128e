import { getPrisma } from '@/lib/db/prisma'

/**
 * Deletes the files of every set whose time is up (spec section 6). Their rows stay until they are replaced, so that
 * the page can say what became of them.
 * @returns how many sets lost their files.
 */
export function purgeExports(now: Date): Promise<number> {
  return getPrisma().$transaction(async (db) => {
    const expired = await db.exportRequest.updateManyAndReturn({
      where: { state: 'ready', expiresAt: { lte: now }, filesDeletedAt: null },
      data: { filesDeletedAt: now },
      select: { id: true },
    })
    if (expired.length > 0)
      await db.exportFile.deleteMany({ where: { exportId: { in: expired.map(({ id }) => id) } } })
    return expired.length
  })
}
