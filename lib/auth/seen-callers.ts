import type { Database } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'

/** Some departments (部署) of a contract, and the numbers that have a name of one of them, in order. */
export interface DepartmentCallers {
  departments: string[]
  /** Where it is empty no record is seen. */
  numbers: string[]
}

/** Whose records an account sees: those of every 発信番号 of its contract, or of the numbers of departments alone. */
export type SeenCallers = 'all' | DepartmentCallers

/** Numbers that the departments of one account may have: a statement takes some 32,000 values at most. */
export const departmentNumbersMax = 10_000

/**
 * Reads which callers an account sees, by the names that its contract has now: what is changed there holds from the next
 * request on. It is one query, and none for an account that is not limited.
 * @throws PortalError `departmentsTooLarge` where they have more numbers than that: a part would look whole.
 */
export async function readCallers(
  { contractNumber, departments }: { contractNumber: string; departments: string[] },
  db: Database,
): Promise<SeenCallers> {
  if (departments.length === 0) return 'all'
  const names = await db.numberName.findMany({
    where: { contractNumber, department: { in: departments } },
    orderBy: { number: 'asc' },
    take: departmentNumbersMax + 1,
    select: { number: true },
  })
  if (names.length > departmentNumbersMax)
    throw new PortalError({ code: 'departmentsTooLarge', max: departmentNumbersMax })
  return { departments, numbers: names.map(({ number }) => number) }
}

/** The departments that an account is limited to; none where it sees all of its contract. */
export const limitedTo = (callers: SeenCallers): string[] => (callers === 'all' ? [] : callers.departments)
