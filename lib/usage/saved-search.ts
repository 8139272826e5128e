import { z } from 'zod'
import type { AccountUser, RecordAccess } from '@/lib/auth/account-user'
import type { Prisma } from '@/lib/db/generated/client'
import { databaseDay, dateOfDatabaseDay } from '@/lib/time/japan-time'
import { narrowsByNumber } from './conditions'
import { storedConditions } from './parse-conditions'
import type { UsagePeriod } from './period'
import { usageKinds, usageOutputs, type UsageSearch } from './search'
import { periodShortcuts, shortcutDays, type PeriodShortcut } from './shortcuts'
import { usageSorts } from './sort'

/** Searches that one account may save (spec section 5). */
export const savedSearchesMax = 50

const periodFields = ['startDate', 'startHour', 'endDate', 'endHour'] as const

/** A period that moves with the day on which its search is run, whole days of it, or one that stands. */
export type SavedPeriod = PeriodShortcut | UsagePeriod

/** What a saved search searches: a search whose period may move. */
export interface SavedContent extends Pick<UsageSearch, 'by' | 'output' | 'sort' | 'filter'> {
  period: SavedPeriod
}

/** What a name is given to; its conditions are named, and need not be read. */
export type SearchToSave = Omit<SavedContent, 'filter'> & { filter?: { id: string } }

/** A search that an account has given a name. */
export interface SavedSearch {
  id: string
  name: string
  /** Counted up by each change. */
  version: number
  /** The user ID of whose it is. */
  owner: string
  /** Whether the accounts of its owner's contract see it too. */
  isShared: boolean
  /** Absent where this release cannot read it, as while a newer one takes its place, or where it is refused. */
  content?: SavedContent
  /** Saved when its account still saw numbers, by which it narrows: it is neither shown nor run. */
  isMasked?: true
}

/** What is read of a row with it. */
export const conditionsIncluded = {
  filter: { select: { conditions: true } },
  account: { select: { userId: true } },
} as const

/** The saved searches that an account sees: its own, and those that its contract's administrators have shared. */
export const visibleTo = ({ accountId, contractNumber }: SavedSearchReader) =>
  ({
    OR: [{ accountId }, { isShared: true, account: { contractNumber } }],
  }) satisfies Prisma.SavedSearchWhereInput

/** Who sees saved searches. */
export type SavedSearchReader = Pick<AccountUser, 'accountId' | keyof RecordAccess>

type SavedRow = Prisma.SavedSearchGetPayload<{ include: typeof conditionsIncluded }>

const knownColumns = z.object({
  by: z.enum(usageKinds),
  output: z.enum(usageOutputs),
  movingPeriod: z.enum(periodShortcuts).nullable(),
  /** An order that there is no more leaves the usual one. */
  sort: z.enum(usageSorts).nullable().catch(null),
  filter: z.object({ conditions: storedConditions }).nullable(),
})

/** A saved search as the database has it. One whose content cannot be read can be renamed and deleted still. */
export function savedSearchOf(
  row: SavedRow,
  { masksNumbers }: Pick<RecordAccess, 'masksNumbers'>,
): SavedSearch {
  const { id, name, version, isShared, account } = row
  const known = { id, name, version, isShared, owner: account.userId }
  const content = contentOf(row)
  if (masksNumbers && content?.filter && narrowsByNumber(content.filter.conditions))
    return { ...known, isMasked: true }
  return { ...known, ...(content && { content }) }
}

function contentOf(row: SavedRow): SavedContent | undefined {
  const known = knownColumns.safeParse(row)
  if (!known.success) return undefined
  const { by, output, movingPeriod, sort, filter } = known.data
  return {
    by,
    output,
    // The table has either a period that moves or all of one that stands.
    period: movingPeriod ?? {
      startDate: dateOfDatabaseDay(row.startDate!),
      startHour: row.startHour!,
      endDate: dateOfDatabaseDay(row.endDate!),
      endHour: row.endHour!,
    },
    ...(sort && { sort }),
    ...(filter && { filter: { id: row.filterId!, conditions: filter.conditions } }),
  }
}

/** The columns of what is saved, beside its name. */
export function savedColumns({ by, output, sort, filter, period }: SearchToSave) {
  const stands = typeof period === 'string' ? undefined : period
  return {
    by,
    output,
    sort: sort ?? null,
    filterId: filter?.id ?? null,
    movingPeriod: typeof period === 'string' ? period : null,
    startDate: stands ? databaseDay(stands.startDate) : null,
    startHour: stands?.startHour ?? null,
    endDate: stands ? databaseDay(stands.endDate) : null,
    endHour: stands?.endHour ?? null,
  }
}

/**
 * The search that a saved one is today.
 * @returns undefined for 今月 on the first day of a month: nothing of it can be searched yet.
 */
export function searchOfToday(saved: SavedContent, now: Date): UsageSearch | undefined {
  const { by, output, sort, filter } = saved
  const period = periodOfToday(saved.period, now)
  return period && { ...period, by, output, ...(sort && { sort }), ...(filter && { filter }) }
}

/** What can be searched on every day: the same for these periods, where 今月 has nothing yet. */
export const searchesInstead = (saved: SavedContent, now: Date) =>
  (['lastMonth', 'yesterday'] as const).map((period) => ({
    period,
    search: searchOfToday({ ...saved, period }, now)!,
  }))

/** The hours that a saved period is today; undefined as for `searchOfToday`. */
function periodOfToday(period: SavedPeriod, now: Date): UsagePeriod | undefined {
  if (typeof period !== 'string') return period
  const days = shortcutDays(period, now)
  return days && { ...days, startHour: 0, endHour: 23 }
}

/**
 * The period that moves and is today the one of a search.
 * @returns undefined where there is none, or where two are the same today, as 今月 and 前日 on the second of a month: which
 *   of them is meant is for the user to say.
 */
export function movingPeriodOf(search: UsagePeriod, now: Date): PeriodShortcut | undefined {
  const [only, another] = periodShortcuts.filter((shortcut) => {
    const today = periodOfToday(shortcut, now)
    return periodFields.every((field) => today?.[field] === search[field])
  })
  return another ? undefined : only
}
