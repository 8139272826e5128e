import { getPrisma, type Database } from '@/lib/db/prisma'
import type { NamedNumber } from './number-name'

/** Numbers that one query asks for: a statement takes some 32,000 values at most. */
const numbersAtOnce = 10_000

/**
 * What a contract calls numbers: what stands beside them on screen, in the month's sheet and in files.
 * @param numbers any, repeated or not.
 * @param db a transaction, where the names are read beside something else.
 * @returns by number; those without a name are not in it.
 */
export async function namesOf(
  contractNumber: string,
  numbers: Iterable<string>,
  db: Database = getPrisma(),
): Promise<Map<string, NamedNumber>> {
  const wanted = [...new Set(numbers)]
  const names = new Map<string, NamedNumber>()
  for (let from = 0; from < wanted.length; from += numbersAtOnce) {
    const found = await db.numberName.findMany({
      where: { contractNumber, number: { in: wanted.slice(from, from + numbersAtOnce) } },
      select: { number: true, name: true, department: true, accountCode: true },
    })
    for (const name of found) names.set(name.number, name)
  }
  return names
}

/** Whether a contract has given any number a name. */
export async function hasNames(contractNumber: string, db: Database = getPrisma()): Promise<boolean> {
  return (await db.numberName.findFirst({ where: { contractNumber }, select: { number: true } })) !== null
}

/** The departments that a contract has given to numbers, each once, in order; not the empty one. */
export async function departmentsOf(contractNumber: string): Promise<string[]> {
  const groups = await getPrisma().numberName.groupBy({
    by: ['department'],
    where: { contractNumber, department: { not: '' } },
    orderBy: { department: 'asc' },
  })
  return groups.map(({ department }) => department)
}
