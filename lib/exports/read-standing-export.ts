import { getPrisma, type Database } from '@/lib/db/prisma'
import { defaultFileEncoding } from '@/lib/files/file-encoding'
import { defaultFormulaChoice } from '@/lib/files/formula-choice'
import { lastChoices } from '@/lib/usage/last-choices'
import { addMonthsTo, monthOfDatabaseDay, type JapanMonth } from '@/lib/time/japan-month'
import { newestArrivedMonth, newestOverMonth } from '@/lib/usage/arrived-months'
import { findExport, type ExportOwner, type ExportSet } from './find-export'
import { firstMissing } from './request-standing-exports'
import {
  hasSetInTheWay,
  storedKind,
  storedOutcome,
  type StandingChoices,
  type StandingOutcome,
} from './standing-export'
import { storedEncoding, storedFormulas } from './stored-export'

/** 毎月の自動作成 of an account, as its page tells it. */
export interface StandingView {
  choices: StandingChoices
  /**
   * The month that is made next: it is not over, or its data has not arrived; or a set is in the way; or it will be
   * asked for in a moment.
   */
  next: { month: JapanMonth; state: 'notOver' | 'awaitsData' | 'awaitsSet' | 'soon' }
  last?: {
    month: JapanMonth
    outcome: StandingOutcome
    records: number
    at: Date
    /** Months that were passed over then, both included. */
    skipped?: { from: JapanMonth; to: JapanMonth }
    /** Of the month's set, where it is still the account's. */
    set?: ExportSet['state']
  }
}

interface StandingPage {
  /** Absent where it is off. */
  standing?: StandingView
  /** What the form begins with where it is off. */
  initial: StandingChoices
  /** Whether there is an address to tell. */
  hasAddress: boolean
}

/** Reads all that the page of 毎月の自動作成 shows the user. */
export async function loadStandingPage(owner: ExportOwner, now: Date): Promise<StandingPage> {
  const { accountId } = owner
  const [standing, { email }, last] = await Promise.all([
    readStandingExport(owner, now),
    getPrisma().account.findUniqueOrThrow({ where: { id: accountId }, select: { email: true } }),
    lastChoices(owner, now),
  ])
  const { encoding = defaultFileEncoding, withNames = false } = last
  const initial = { by: 'call', encoding, formulas: defaultFormulaChoice, withNames } as const
  return { standing, initial, hasAddress: email !== null }
}

/** Reads the user's own 毎月の自動作成; undefined where it is off. */
export async function readStandingExport(owner: ExportOwner, now: Date): Promise<StandingView | undefined> {
  const db = getPrisma()
  const row = await db.standingExport.findUnique({ where: { accountId: owner.accountId } })
  if (!row) return undefined
  const { by, encoding, formulas, withNames, lastMonth, lastOutcome, lastRecords, lastAt, skippedFrom } = row
  const choices = {
    by: storedKind.parse(by),
    encoding: storedEncoding.parse(encoding),
    formulas: storedFormulas.parse(formulas),
    withNames,
  }
  const next = await nextOf(owner, firstMissing(row), now, db)
  if (!lastMonth || !lastAt) return { choices, next }
  const month = monthOfDatabaseDay(lastMonth)
  const set = await findExport(owner, now)
  return {
    choices,
    next,
    last: {
      month,
      outcome: storedOutcome.parse(lastOutcome),
      records: lastRecords ?? 0,
      at: lastAt,
      skipped: skippedFrom
        ? { from: monthOfDatabaseDay(skippedFrom), to: addMonthsTo(month, -1) }
        : undefined,
      set: set?.standingMonth === month ? set.state : undefined,
    },
  }
}

async function nextOf(
  owner: ExportOwner,
  start: JapanMonth,
  now: Date,
  db: Database,
): Promise<StandingView['next']> {
  const over = newestOverMonth(now)
  if (start > over) return { month: start, state: 'notOver' }
  const arrived = await newestArrivedMonth(now, db)
  if (arrived === undefined || arrived < start) return { month: over, state: 'awaitsData' }
  return { month: arrived, state: (await hasSetInTheWay(owner, now, db)) ? 'awaitsSet' : 'soon' }
}
