import { z } from 'zod'
import { eventOf, recordEvent, type EventUser, type RequestSource } from '@/lib/audit/record-event'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import type { Prisma } from '@/lib/db/generated/client'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import type { Locale } from '@/lib/i18n/locale'
import { addMonthsTo, databaseMonth, type JapanMonth } from '@/lib/time/japan-month'
import { hasArrived, newestOverMonth } from '@/lib/usage/arrived-months'
import { usageKinds, type UsageKind } from '@/lib/usage/search'
import { findExport, type ExportOwner } from './find-export'
import { openStates } from './stored-export'

/** How the sets of 毎月の自動作成 are made. */
export interface StandingChoices {
  by: UsageKind
  encoding: FileEncoding
  formulas: FormulaChoice
  withNames: boolean
}

export const storedKind = z.enum(usageKinds)
export const storedOutcome = z.enum(['requested', 'noRecords', 'tooManyRecords'])
/** What was decided on a month: its set was asked for, or it is not made. */
export type StandingOutcome = z.infer<typeof storedOutcome>

/**
 * Turns 毎月の自動作成 on for the user, or changes how it is made; it is in the audit trail. It begins with the month
 * before, where that has not arrived, else with the present one. Turning it on is the consent to lose a set that holds
 * nothing any more or has been downloaded (docs/decisions/0086).
 * @param locale of the page, for the mails of accounts that have chosen none.
 * @returns `changed` where it was on.
 */
export async function setStandingExport(
  user: EventUser,
  choices: StandingChoices,
  locale: Locale,
  source: RequestSource,
  now: Date,
): Promise<'set' | 'changed'> {
  const { accountId } = user
  const { by, encoding, formulas, withNames } = choices
  return getPrisma().$transaction(async (db) => {
    await holdAccountRow(db, accountId)
    const isOn = (await db.standingExport.count({ where: { accountId } })) > 0
    const over = newestOverMonth(now)
    const firstMonth = (await hasArrived(over, now, db)) ? addMonthsTo(over, 1) : over
    const data = { by, encoding, formulas, withNames, locale, setAt: now }
    await db.standingExport.upsert({
      where: { accountId },
      create: { accountId, ...data, firstMonth: databaseMonth(firstMonth) },
      update: data,
    })
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'standingExportSet',
      detail: { by, encoding, formulas, names: withNames },
    })
    return isOn ? 'changed' : 'set'
  })
}

/**
 * Turns 毎月の自動作成 off for the user, and notes it in the audit trail. A set that has been asked for stays.
 * @returns false where it was off.
 */
export function endStandingExport(user: EventUser, source: RequestSource, now: Date): Promise<boolean> {
  const { accountId } = user
  return getPrisma().$transaction(async (db) => {
    await holdAccountRow(db, accountId)
    const { count } = await db.standingExport.deleteMany({ where: { accountId } })
    if (count === 0) return false
    await recordEvent(db, { ...eventOf(user, source, now), kind: 'standingExportEnded' })
    return true
  })
}

/** Those for which a month is still to be decided on. */
export const dueFor = (month: JapanMonth) =>
  ({
    firstMonth: { lte: databaseMonth(month) },
    OR: [{ lastMonth: null }, { lastMonth: { lt: databaseMonth(month) } }],
  }) satisfies Prisma.StandingExportWhereInput

/**
 * Sets that are in the way of the next month's: those being made, and those that are ready and were not downloaded
 * whole, until their time is up.
 */
const inTheWay = (now: Date) =>
  ({
    OR: [
      { state: { in: openStates } },
      { state: 'ready', expiresAt: { gt: now }, files: { some: { downloadedAt: null } } },
    ],
  }) satisfies Prisma.ExportRequestWhereInput

/** Accounts that have no set in the way, or that are limited to departments and may have lost theirs with a number. */
export const mayBeFree = (now: Date) =>
  ({
    OR: [{ NOT: { exportRequest: { is: inTheWay(now) } } }, { NOT: { departments: { isEmpty: true } } }],
  }) satisfies Prisma.AccountWhereInput

/**
 * Whether the user's set is in the way of the next month's. One that the user cannot find any more, since a number has
 * left the departments, is not.
 */
export async function hasSetInTheWay(owner: ExportOwner, now: Date, db: Database): Promise<boolean> {
  const { accountId } = owner
  const sets = await db.exportRequest.count({ where: { accountId, ...inTheWay(now) } })
  return sets > 0 && (await findExport(owner, now, db)) !== undefined
}
