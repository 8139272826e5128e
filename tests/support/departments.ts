import type { Pool } from 'pg'
import { createTestUser } from './account'
import { storeNames } from './number-names'

/** The departments of `nameByDepartment`. */
export const sales = '営業部'
export const affairs = '総務部'

/** What becomes of the numbers of a contract, in turn. */
const departments = [sales, affairs, '', undefined] as const

/**
 * Gives the callers of a contract names of two departments, names without one, and no names, in turn.
 * @returns the numbers of each: `sales`, `affairs`, and the others.
 */
export async function nameByDepartment(
  pool: Pool,
  contractNumber: string,
): Promise<{ sales: string[]; affairs: string[]; others: string[] }> {
  const { rows } = await pool.query<{ number: string }>(
    'SELECT DISTINCT caller_number AS number FROM usage_call WHERE contract_number = $1 ORDER BY 1',
    [contractNumber],
  )
  const numbers = rows.map(({ number }, index) => ({
    number,
    name: `支店${index}`,
    department: departments[index % 4],
  }))
  await storeNames(
    pool,
    contractNumber,
    numbers.flatMap(({ number, name, department }) =>
      department === undefined ? [] : [{ number, name, department, accountCode: '' }],
    ),
  )
  const numbersOf = (wanted: (department: string | undefined) => boolean) =>
    numbers.filter(({ department }) => wanted(department)).map(({ number }) => number)
  return {
    sales: numbersOf((department) => department === sales),
    affairs: numbersOf((department) => department === affairs),
    others: numbersOf((department) => !department),
  }
}

/** A reader that is limited to departments, with the numbers that they have now. */
export const limitedReader = (contractNumber: string, limits: string[]) =>
  createTestUser({ contractNumber, departments: limits })
