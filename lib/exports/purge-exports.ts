import { getPool } from '@/lib/db/pool'

/**
 * Deletes the files of every set whose time is up (spec section 6). Their rows stay until they are replaced, so that
 * the page can say what became of them.
 * @returns how many sets lost their files.
 */
export async function purgeExports(now: Date): Promise<number> {
  const { rowCount } = await getPool().query(
    `WITH past AS (
       UPDATE export_request SET files_deleted_at = $1
       WHERE state = 'ready' AND expires_at <= $1 AND files_deleted_at IS NULL RETURNING export_id
     ), deleted AS (DELETE FROM export_file WHERE export_id IN (SELECT export_id FROM past))
     SELECT FROM past`,
    [now],
  )
  return rowCount ?? 0
}
