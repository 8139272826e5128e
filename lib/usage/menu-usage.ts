import type { RecordAccess } from '@/lib/auth/account-user'
import { isDatabaseAway } from '@/lib/db/sql-state'
import { log } from '@/lib/log'
import { readDailyUsage, type DailyUsage } from './daily-usage'
import { readKeptMonths, type KeptMonths } from './kept-months'

/** What the menu shows of usage. */
export interface MenuUsage {
  /** Absent where it could not be read. */
  daily?: DailyUsage
  /** Absent where nothing is promised, or it could not be read. */
  kept?: KeptMonths
}

/**
 * Reads what the menu shows of usage. The menu leads everywhere, so it stands without its picture where usage alone
 * cannot be read: its tables may be on a machine that is away. That is logged.
 * @param retentionMonths USAGE_RETENTION_MONTHS.
 * @throws any error that does not say that the database, or a machine of it, is away or unable.
 */
export async function readMenuUsage(
  access: RecordAccess,
  retentionMonths: number | undefined,
  now: Date,
): Promise<MenuUsage> {
  const [daily, kept] = await Promise.all([
    readDailyUsage(access, now).catch(unread),
    readKeptMonths(access, retentionMonths, now).catch(unread),
  ])
  return { daily, kept }
}

function unread(error: unknown): undefined {
  if (!isDatabaseAway(error)) throw error
  log.error({ err: error }, 'menu shown without usage')
}
