import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/prisma'
import { seenNumber } from '@/lib/numbers/mask-number'
import { namesOf } from '@/lib/numbers/names-of'
import { firstDayOf } from '@/lib/time/japan-month'
import { databaseDay } from '@/lib/time/japan-time'
import { figuresOf, figureSums, type StatementFigures } from './figures'
import type { MonthScope } from './month-totals'
import { moversMax, type Mover } from './movers'
import { byCharge, type StatementLine, type StatementList } from './statement-lists'

/**
 * Reads the list by 発信番号 of a month, the largest 通信料 first, with the contract's own names: from the totals that
 * loads keep by month, a row a number.
 * @param linesMax the lines after so many are summed, unless it is one alone; all lines where it is absent.
 * @param db see `readMonthHours`.
 */
export async function readCallers(
  scope: MonthScope,
  linesMax: number | undefined,
  db: Database,
): Promise<StatementList> {
  const where = whereOf(scope)
  const found = await db.usageCallerMonth.findMany({
    where,
    orderBy: [{ charge: 'desc' }, { callerNumber: 'asc' }],
    ...(linesMax !== undefined && { take: linesMax + 2 }),
  })
  const isFolded = linesMax !== undefined && found.length > linesMax + 1
  const shown = isFolded ? found.slice(0, linesMax) : found
  const numbers = shown.map(({ callerNumber }) => callerNumber)
  const names = await namesOf(scope.contractNumber, numbers, db)
  const beginnings = linesMax === undefined ? [] : await beginningsOfOthers(scope, numbers, db)
  const lines = shown.map(({ callerNumber, ...totals }): StatementLine => {
    const name = names.get(callerNumber)?.name
    return {
      key: seenNumber(callerNumber, scope),
      ...(name && { name }),
      ...(scope.masksNumbers && { isMasked: true }),
      ...(beginnings.includes(callerNumber) && { beginsOthers: true }),
      figures: figuresOf(totals),
    }
  })
  if (!isFolded) return { name: 'caller', lines }
  const others = await db.usageCallerMonth.aggregate({
    where: { ...where, callerNumber: { notIn: numbers } },
    _sum: figureSums,
    _count: true,
  })
  return { name: 'caller', lines, rest: { lines: others._count, figures: figuresOf(others._sum) } }
}

const whereOf = ({ contractNumber, kind, month }: MonthScope) => ({
  contractNumber,
  kind,
  month: databaseDay(firstDayOf(month)),
})

/** SQL: the contract's rows of a month. @param joined what they are joined with. */
const rowsOf = ({ contractNumber, kind, month }: MonthScope, joined = Prisma.empty) => Prisma.sql`
  usage_caller_month AS caller ${joined}
  WHERE caller.contract_number = ${contractNumber} AND caller.kind = ${kind} AND caller.month = ${firstDayOf(month)}::date`

/**
 * Which of some numbers others of the month begin with. SQL, since it asks for the next number after each: in the order
 * of the key a number that begins with another comes right after it.
 */
async function beginningsOfOthers(
  scope: MonthScope,
  numbers: readonly string[],
  db: Database,
): Promise<string[]> {
  const found = await db.$queryRaw<{ number: string }[]>`
    SELECT number FROM unnest(${numbers}::text[]) AS number
    CROSS JOIN LATERAL (
      SELECT caller_number FROM ${rowsOf(scope)} AND caller_number > number COLLATE "C" ORDER BY caller_number LIMIT 1
    ) AS following
    WHERE starts_with(following.caller_number, number)`
  return found.map(({ number }) => number)
}

/**
 * Sums a month by 部署; numbers without one are in a line without a key, which comes last. SQL: totals and names have no
 * relation that Prisma could group by, and names come as a parameter, for they are not where totals are that are spread
 * over machines.
 */
export async function readDepartments(scope: MonthScope, db: Database): Promise<StatementList> {
  const named = await db.numberName.findMany({
    where: { contractNumber: scope.contractNumber, department: { not: '' } },
    select: { number: true, department: true },
  })
  const names = Prisma.sql`
    LEFT JOIN unnest(${named.map(({ number }) => number)}::text[], ${named.map(({ department }) => department)}::text[])
      AS name (number, department) ON name.number = caller.caller_number COLLATE "C"`
  const departments = await db.$queryRaw<({ key: string } & StatementFigures)[]>`
    SELECT coalesce(department, '') AS key, sum(records)::int AS records, sum(destinations)::bigint AS destinations,
           sum(sent_pages)::bigint AS "sentPages", sum(billed_pages)::bigint AS "billedPages",
           sum(charge)::bigint AS charge
    FROM ${rowsOf(scope, names)} GROUP BY 1`
  const lines = departments.map(({ key, ...figures }) => ({ key, figures }))
  return { name: 'department', lines: lines.sort(byCharge) }
}

/** The 発信番号 whose 通信料 changed most between two months, see `largestMovers`. SQL: a full join of two sets. */
export async function readCallerMovers(
  before: MonthScope,
  after: MonthScope,
  db: Database,
): Promise<Mover[]> {
  const chargesOf = (scope: MonthScope) => Prisma.sql`(SELECT caller_number, charge FROM ${rowsOf(scope)})`
  const movers = await db.$queryRaw<Omit<Mover, 'name'>[]>`
    SELECT caller_number AS key, coalesce(before.charge, 0) AS before, coalesce(after.charge, 0) AS after,
           coalesce(after.charge, 0) - coalesce(before.charge, 0) AS difference
    FROM ${chargesOf(before)} AS before FULL JOIN ${chargesOf(after)} AS after USING (caller_number)
    WHERE coalesce(after.charge, 0) <> coalesce(before.charge, 0)
    ORDER BY abs(coalesce(after.charge, 0) - coalesce(before.charge, 0)) DESC, caller_number LIMIT ${moversMax}`
  const names = await namesOf(
    after.contractNumber,
    movers.map(({ key }) => key),
    db,
  )
  return movers.map((mover) => {
    const name = names.get(mover.key)?.name
    return { ...mover, key: seenNumber(mover.key, after), ...(name && { name }) }
  })
}
