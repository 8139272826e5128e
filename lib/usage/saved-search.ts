import type { Prisma } from '@/lib/db/generated/client'
import { databaseDay, dateOfDatabaseDay } from '@/lib/time/japan-time'
import { storedConditions } from './parse-conditions'
import type { UsagePeriod } from './period'
import type { UsageKind, UsageOutput, UsageSearch } from './search'
import { periodShortcuts, shortcutDays, type PeriodShortcut } from './shortcuts'
import { usageSorts } from './sort'

/** Searches that one account may save (spec section 5). */
export const savedSearchesMax = 50

const periodFields = ['startDate', 'startHour', 'endDate', 'endHour'] as const

/** A period that moves with the day on which its search is run, whole days of it, or one that stands. */
export type SavedPeriod = PeriodShortcut | UsagePeriod

/** What a name is given to: a search whose period may move. */
export interface SearchToSave extends Pick<UsageSearch, 'by' | 'output' | 'sort' | 'filter'> {
  period: SavedPeriod
}

/** A search that an account has given a name. */
export interface SavedSearch extends SearchToSave {
  id: string
  name: string
  /** Counted up by each change. */
  version: number
}

/** What is read of a row with it. */
export const conditionsIncluded = { filter: { select: { conditions: true } } } as const

type SavedRow = Prisma.SavedSearchGetPayload<{ include: typeof conditionsIncluded }>

/** A saved search as the database has it. The table keeps what it names within the known values. */
export function savedSearchOf(row: SavedRow): SavedSearch {
  const { id, name, version, filterId, filter } = row
  const sort = usageSorts.find((known) => known === row.sort)
  return {
    id,
    name,
    version,
    by: row.by as UsageKind,
    output: row.output as UsageOutput,
    period: periodShortcuts.find((known) => known === row.movingPeriod) ?? {
      startDate: dateOfDatabaseDay(row.startDate!),
      startHour: row.startHour!,
      endDate: dateOfDatabaseDay(row.endDate!),
      endHour: row.endHour!,
    },
    ...(sort && { sort }),
    ...(filterId &&
      filter && { filter: { id: filterId, conditions: storedConditions.parse(filter.conditions) } }),
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
export function searchOfToday(saved: SearchToSave, now: Date): UsageSearch | undefined {
  const { by, output, sort, filter } = saved
  const period = periodOfToday(saved.period, now)
  return period && { ...period, by, output, ...(sort && { sort }), ...(filter && { filter }) }
}

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
