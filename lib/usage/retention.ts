import { getPool } from '@/lib/db/pool'
import type { JapanDate } from '@/lib/time/japan-time'

/** The first day of which usage is kept; undefined where nothing was ever purged. */
export async function retainedFrom(): Promise<JapanDate | undefined> {
  const { rows } = await getPool().query<{ day: JapanDate | null }>({
    name: 'usage-retained-from',
    text: "SELECT to_char(max(purged_before), 'YYYY-MM-DD') AS day FROM usage_purge",
  })
  return rows[0]?.day ?? undefined
}
