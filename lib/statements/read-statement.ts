import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser, RecordAccess } from '@/lib/auth/account-user'
import { requireWholeContract } from '@/lib/auth/permissions'
import type { Database } from '@/lib/db/prisma'
import {
  addMonthsTo,
  daysOfMonth,
  firstDayOf,
  lastDayOf,
  monthInstants,
  type JapanMonth,
} from '@/lib/time/japan-month'
import {
  addJapanDays,
  databaseDay,
  dateOfDatabaseDay,
  japanDateOf,
  type JapanDate,
} from '@/lib/time/japan-time'
import { readCodeTotals, type CodeTotals } from '@/lib/usage/code-totals'
import { loadedBetween, purgedBefore } from '@/lib/usage/loaded-days'
import type { UsageKind } from '@/lib/usage/search'
import { inOneLoad, type LogEnd } from '@/lib/usage/seen-load'
import { readCallerMovers, readCallers, readDepartments } from './callers'
import { readClosings, type Closing } from './closings'
import { sumOf, type StatementFigures } from './figures'
import { correctionsOf, readLoads, type StatementCorrection } from './loads'
import { readMonthHours, type MonthScope } from './month-totals'
import { largestMovers, type Mover, type MoverListName } from './movers'
import { codeList, dayList, foldList, type StatementList } from './statement-lists'
import type { StatementScope } from './statement-scope'

/** The month before, laid beside a month. */
export interface EarlierMonth {
  total: StatementFigures
  /** Of its days so many were not loaded: what differs may be that. */
  missingDays: number
  movers: Record<MoverListName, Mover[]>
}

/** The sheet of a month (spec section 5a): what a customer lays beside the bill. */
export interface Statement extends StatementScope {
  asOf: Date
  total: StatementFigures
  /** Each adds up to the total. */
  lists: StatementList[]
  /** Days before today that were not loaded. */
  missingDays: JapanDate[]
  /** Whether the month is not over. */
  isRunning: boolean
  /** Since each day's first load, in their order. */
  corrections: StatementCorrection[]
  /** Absent until the operator closes the month. */
  closing?: Pick<Closing, 'closedAt'> & { figures: StatementFigures }
  /** The month before; `earlier` is absent where nothing is known of it. */
  earlierName: JapanMonth
  earlier?: EarlierMonth
}

/** What the audit trail notes of a sheet that is read. */
export interface StatementReading {
  kind: 'statementViewed' | 'statementDownloaded'
  source: RequestSource
  detail?: Record<string, string>
}

/** An import refuses what was dialled longer after its call's day. */
const lateDaysMax = 31

/**
 * Reads the sheet of a month of the user's own contract, from the totals that imports keep: all of one moment. It is
 * noted in the audit trail, in the same transaction.
 * @param now decides which days are over.
 * @param linesMax so many lines of each list are told, and what the others come to; all of them where it is absent.
 * @returns undefined where the contract has nothing in that month, or it is no longer kept: there is no sheet then.
 * @throws PortalError `departmentsOnly` for who is limited to departments: a part of a bill would look like the bill.
 */
export async function readStatement(
  user: AccountUser,
  scope: StatementScope,
  reading: StatementReading,
  now: Date,
  linesMax?: number,
): Promise<Statement | undefined> {
  requireWholeContract(user)
  return inOneLoad(user.contractNumber, async (db, end) => {
    const statement = await statementOf(user, scope, { now, linesMax }, { db, end })
    if (!statement) return undefined
    const { kind, source, detail } = reading
    const { month, by } = scope
    await recordEvent(db, { ...eventOf(user, source, now), kind, detail: { month, by, ...detail } })
    return statement
  })
}

/** What is read of one moment: the transaction, and up to which line of the import log its records are. */
interface Moment {
  db: Database
  end: LogEnd
}

async function statementOf(
  { contractNumber, masksNumbers, callers }: RecordAccess & { callers: 'all' },
  { month, by }: StatementScope,
  { now, linesMax }: { now: Date; linesMax: number | undefined },
  moment: Moment,
): Promise<Statement | undefined> {
  const { db, end } = moment
  const access = { contractNumber, masksNumbers, callers }
  const retainedFrom = await purgedBefore(db)
  if (retainedFrom !== undefined && firstDayOf(month) < retainedFrom) return undefined
  const ofBothKinds = await readCodeTotals(db, { ...access, period: monthInstants(month) })
  const closing = (await readClosings(contractNumber, month, db)).get(month)
  const corrections = await readCorrections({ contractNumber, month, kind: by }, closing, moment)
  const isEmptied = corrections.some(
    ({ date, before }) => date >= firstDayOf(month) && before !== undefined && before.records > 0,
  )
  if (ofBothKinds.length === 0 && !isEmptied) return undefined

  const loaded = await loadedBetween(firstDayOf(month), lastDayOf(month), db, end)
  const own = { ...access, month, kind: by }
  const codes = ofBothKinds.filter(({ kind }) => kind === by)
  const lists = [
    dayList(month, await readMonthHours(own, db), loaded),
    codeList('communicationType', codes),
    codeList('rateType', codes),
    codeList('area', codes),
    await readCallers(own, linesMax, db),
    await readDepartments(own, db),
  ]
  const today = japanDateOf(now)
  return {
    month,
    by,
    asOf: now,
    total: sumOf(codes),
    lists: linesMax === undefined ? lists : lists.map((list) => foldList(list, linesMax)),
    missingDays: daysOfMonth(month).filter((date) => date < today && !loaded.includes(date)),
    isRunning: lastDayOf(month) >= today,
    corrections,
    closing: closing && { closedAt: closing.closedAt, figures: closing.figures[by] },
    earlierName: addMonthsTo(month, -1),
    earlier: await readEarlier(own, codes, retainedFrom, moment),
  }
}

async function readEarlier(
  own: MonthScope,
  codes: readonly CodeTotals[],
  retainedFrom: JapanDate | undefined,
  { db, end }: Moment,
): Promise<EarlierMonth | undefined> {
  const month = addMonthsTo(own.month, -1)
  const scope = { ...own, month }
  if (retainedFrom !== undefined && firstDayOf(month) < retainedFrom) return undefined
  const loaded = await loadedBetween(firstDayOf(month), lastDayOf(month), db, end)
  if (loaded.length === 0) return undefined
  const period = monthInstants(month)
  const codesBefore = (await readCodeTotals(db, { ...scope, period })).filter(({ kind }) => kind === own.kind)
  const moversBy = (name: 'communicationType' | 'area') =>
    largestMovers(codeList(name, codesBefore), codeList(name, codes))
  return {
    total: sumOf(codesBefore),
    missingDays: daysOfMonth(month).filter((date) => !loaded.includes(date)).length,
    movers: {
      caller: await readCallerMovers(scope, own, db),
      communicationType: moversBy('communicationType'),
      area: moversBy('area'),
    },
  }
}

/**
 * Corrections of the days of a month; by destination, of earlier days too whose calls have dialled destinations in the
 * month. Those are told with the figures of their whole day, as the import log has them. The log does not say when
 * a day's destinations were dialled, so a correction of the last day before the month is listed wherever it replaced any:
 * it may have taken away those that were dialled after midnight.
 */
async function readCorrections(
  { contractNumber, month, kind }: { contractNumber: string; month: JapanMonth; kind: UsageKind },
  closing: Closing | undefined,
  { db, end }: Moment,
): Promise<StatementCorrection[]> {
  const first = firstDayOf(month)
  const from = kind === 'call' ? first : addJapanDays(first, -lateDaysMax)
  const days = { first: from, last: lastDayOf(month) }
  const loads = await readLoads(contractNumber, days, { afterImportId: closing?.importId, end }, db)
  const corrections = correctionsOf(loads, kind, closing)
  if (corrections.every(({ date }) => date >= first)) return corrections
  const { from: begin, until } = monthInstants(month)
  const late = await db.usageHour.groupBy({
    by: ['usageDate'],
    where: {
      contractNumber,
      kind,
      usageDate: { lt: databaseDay(first) },
      hourAt: { gte: begin, lt: until },
    },
  })
  const lateDates = late.map(({ usageDate }) => dateOfDatabaseDay(usageDate))
  const lastDayBefore = addJapanDays(first, -1)
  return corrections.filter(
    ({ date, before }) =>
      date >= first ||
      lateDates.includes(date) ||
      (date === lastDayBefore && before !== undefined && before.records > 0),
  )
}
