import { readCallers } from '@/lib/auth/seen-callers'
import type { Database } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'

/**
 * Lets through departments that the contract's names have.
 * @throws PortalError `unknownDepartment`, which lists those that there are, `noDepartments` where there are none, or
 *   `departmentsTooLarge`.
 */
export async function requireDepartments(
  db: Database,
  contractNumber: string,
  departments: string[],
): Promise<void> {
  if (departments.length === 0) return
  const groups = await db.numberName.groupBy({
    by: ['department'],
    where: { contractNumber, department: { not: '' } },
    orderBy: { department: 'asc' },
  })
  const known = groups.map(({ department }) => department)
  if (known.length === 0) throw new PortalError({ code: 'noDepartments', contractNumber })
  const unknown = departments.find((department) => !known.includes(department))
  if (unknown !== undefined)
    throw new PortalError({
      code: 'unknownDepartment',
      department: unknown,
      contractNumber,
      known: known.join(', '),
    })
  await readCallers({ contractNumber, departments }, db)
}
