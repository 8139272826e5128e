import { accountUser, type AccountUser } from '@/lib/auth/account-user'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import type { Account, ExportRequest, StandingExport } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { mailLocale } from '@/lib/i18n/locale'
import { log } from '@/lib/log'
import {
  addMonthsTo,
  databaseMonth,
  firstDayOf,
  lastDayOf,
  monthOfDatabaseDay,
  type JapanMonth,
} from '@/lib/time/japan-month'
import { hasArrived, newestArrivedMonth, newestOverMonth } from '@/lib/usage/arrived-months'
import { countUsage } from '@/lib/usage/count'
import { bulkRecordsMax } from '@/lib/usage/limits'
import type { UsageKind, UsageSearch } from '@/lib/usage/search'
import { readSeenLoad } from '@/lib/usage/seen-load'
import { placeExport } from './place-export'
import { dueFor, hasSetInTheWay, mayBeFree, storedKind, type StandingOutcome } from './standing-export'
import { storedEncoding, storedFormulas } from './stored-export'

/**
 * Asks for the sets of the newest month that has arrived, for every account with 毎月の自動作成 whose month is not
 * decided on (docs/decisions/0086). Any number of workers may do so at once, and be killed: a month is decided on once.
 * Accounts that an operator has locked, and those whose set is in the way, come in a later round.
 */
export async function requestStandingExports(now: Date): Promise<void> {
  const db = getPrisma()
  if ((await db.standingExport.count({ where: dueFor(newestOverMonth(now)) })) === 0) return
  const month = await newestArrivedMonth(now, db)
  if (month === undefined) return
  const due = await db.standingExport.findMany({
    where: { ...dueFor(month), account: { lockedAt: null, ...mayBeFree(now) } },
    orderBy: { accountId: 'asc' },
    select: { accountId: true },
  })
  for (const { accountId } of due)
    await decideOn(month, accountId, now).catch((error) =>
      log.error({ err: error, accountId: String(accountId) }, 'month not asked for'),
    )
}

/**
 * Decides on one account's month: the note of it, and the set with its job, in one transaction that holds the account's
 * row. The second of two workers finds the note. A worker that dies before the end leaves nothing.
 */
function decideOn(month: JapanMonth, accountId: bigint, now: Date): Promise<void> {
  return getPrisma().$transaction(async (db) => {
    await holdAccountRow(db, accountId)
    const standing = await db.standingExport.findFirst({ where: { accountId, ...dueFor(month) } })
    if (!standing) return
    const account = await db.account.findUniqueOrThrow({
      where: { id: accountId },
      include: { contract: true, exportRequest: { select: { state: true, expiresAt: true } } },
    })
    const user = await accountUser(account, db)
    if (await hasSetInTheWay(user, now, db)) return
    // The log has a load a moment before the machine of the contract's records: a later round decides then.
    if (!(await hasArrived(month, now, db, await readSeenLoad(user.contractNumber, db)))) return
    const { records, outcome } = await askFor(db, { standing, account, user }, month, now)
    const start = firstMissing(standing)
    await db.standingExport.update({
      where: { accountId },
      data: {
        lastMonth: databaseMonth(month),
        lastOutcome: outcome,
        lastRecords: records,
        lastAt: now,
        skippedFrom: start < month ? databaseMonth(start) : null,
        mailTriedAt: null,
        mailDoneAt: null,
      },
    })
  })
}

/** The first month that is not decided on. */
export function firstMissing({
  firstMonth,
  lastMonth,
}: Pick<StandingExport, 'firstMonth' | 'lastMonth'>): JapanMonth {
  const first = monthOfDatabaseDay(firstMonth)
  if (!lastMonth) return first
  const next = addMonthsTo(monthOfDatabaseDay(lastMonth), 1)
  return next > first ? next : first
}

interface StandingOrder {
  standing: StandingExport
  account: Pick<Account, 'locale'> & { exportRequest: Pick<ExportRequest, 'state' | 'expiresAt'> | null }
  user: AccountUser
}

/** Asks for the set of a month, where one can be made. */
async function askFor(
  db: Database,
  { standing, account, user }: StandingOrder,
  month: JapanMonth,
  now: Date,
): Promise<{ records: number; outcome: StandingOutcome }> {
  const by = storedKind.parse(standing.by)
  const search = searchOfMonth(month, by)
  const { records } = await countUsage(user, search, by, db)
  if (records === 0) return { records, outcome: 'noRecords' }
  if (records > bulkRecordsMax) return { records, outcome: 'tooManyRecords' }
  const { accountId, contractNumber } = user
  await placeExport(
    db,
    user,
    {
      search,
      encoding: storedEncoding.parse(standing.encoding),
      formulas: storedFormulas.parse(standing.formulas),
      withNames: standing.withNames,
      locale: mailLocale(account.locale, standing.locale),
      records,
      standingMonth: month,
    },
    {
      at: now,
      actor: 'system',
      accountId,
      contractNumber,
      isReplacing: account.exportRequest?.state === 'ready' && account.exportRequest.expiresAt! > now,
    },
  )
  return { records, outcome: 'requested' }
}

const searchOfMonth = (month: JapanMonth, by: UsageKind): UsageSearch => ({
  startDate: firstDayOf(month),
  startHour: 0,
  endDate: lastDayOf(month),
  endHour: 23,
  by,
  output: 'bulk',
})
