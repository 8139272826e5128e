import { eventOf, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { holdAccountRow } from '@/lib/auth/hold-account-row'
import { readCallers } from '@/lib/auth/seen-callers'
import { getPrisma, type Database } from '@/lib/db/prisma'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { totalTarget, type DownloadTarget } from '@/lib/usage/download-target'
import type { Locale } from '@/lib/i18n/locale'
import { requireSeenNumbers } from '@/lib/usage/filters'
import { keepFileChoices } from '@/lib/usage/last-choices'
import { bulkRecordsMax } from '@/lib/usage/limits'
import { findExport, holdsSomething } from './find-export'
import { placeExport } from './place-export'

export type ExportOrder = DownloadTarget & {
  encoding: FileEncoding
  formulas: FormulaChoice
  /** Whether the files have the contract's names of their numbers. */
  withNames?: boolean
  /** The language of the page that asks, for the mail. */
  locale: Locale
  /** The set that the user has agreed to lose for this one. */
  replace?: string
}

export type RequestOutcome =
  | { outcome: 'taken'; exportId: string }
  /** There is a set that the user has not agreed to lose. */
  | { outcome: 'exists'; exportId: string }
  | { outcome: 'noRecords' }
  | { outcome: 'tooManyRecords'; records: number }

/**
 * Takes a bulk export of the user's own contract (spec section 6): its row and its job in one transaction.
 *
 * One set an account: an existing one is replaced only where `replace` names it, so that of two requests at once
 * one is taken, and nobody loses a set unseen. A set that holds nothing any more is in nobody's way.
 * @throws PortalError `numbersMasked` where the account was masked since its request was read, and narrows by numbers.
 */
export async function requestExport(
  user: AccountUser,
  order: ExportOrder,
  source: RequestSource,
  now: Date,
): Promise<RequestOutcome> {
  const { encoding, formulas, withNames = false, locale, replace } = order
  const { records } = await totalTarget(user, order)
  if (records === 0) return { outcome: 'noRecords' }
  if (records > bulkRecordsMax) return { outcome: 'tooManyRecords', records }

  return getPrisma().$transaction<RequestOutcome>(async (db) => {
    await holdAccountRow(db, user.accountId)
    const present = await readPresentAccess(db, user)
    requireSeenNumbers(present, 'search' in order ? order.search.filter?.conditions : undefined)
    const existing = await findExport(present, now, db)
    if (existing && holdsSomething(existing) && existing.exportId !== replace)
      return { outcome: 'exists', exportId: existing.exportId }
    await keepFileChoices(user, { encoding, withNames }, db)
    const exportId = await placeExport(
      db,
      present,
      { ...order, encoding, formulas, withNames, locale, records },
      {
        ...eventOf(user, source, now),
        isReplacing: existing !== undefined && holdsSomething(existing),
      },
    )
    return { outcome: 'taken', exportId }
  })
}

/** The user with what the account may see now. @param db a transaction that holds the account's row. */
async function readPresentAccess(db: Database, user: AccountUser): Promise<AccountUser> {
  const account = await db.account.findUniqueOrThrow({ where: { id: user.accountId } })
  return { ...user, masksNumbers: account.masksNumbers, callers: await readCallers(account, db) }
}
