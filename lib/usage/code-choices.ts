import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { codedConditions, type CodedCondition, type UsageConditions } from './conditions'
import { periodInstants } from './period'
import type { UsageSearch } from './search'

/** A value that a coded column has in a period, and how many records have it. */
export interface CodeChoice {
  code: string
  records: number
}

const columns = { communicationTypes: 'communicationType', areas: 'area', rateTypes: 'rateType' } as const

/**
 * The values of the coded columns that a search of the user's own contract has, with their exact numbers of records,
 * the most frequent first (spec section 5). What a column is narrowed to limits the numbers of the other two, not its own:
 * so one sees what choosing one more would add. What is chosen and has no records is there with 0.
 *
 * From the hourly totals, whatever the number of records; numbers and charges, which totals do not know, limit nothing.
 */
export async function codeChoices(
  { contractNumber }: Pick<SignedInUser, 'contractNumber'>,
  search: UsageSearch,
): Promise<Record<CodedCondition, CodeChoice[]>> {
  const { from, until } = periodInstants(search)
  const groups = await getPrisma().usageHour.groupBy({
    by: ['communicationType', 'area', 'rateType'],
    where: { contractNumber, kind: search.by, hourAt: { gte: from, lt: until } },
    _sum: { records: true },
  })
  const conditions: UsageConditions = search.filter?.conditions ?? {}
  const choicesOf = (field: CodedCondition): CodeChoice[] => {
    const records = new Map((conditions[field] ?? []).map((code) => [code, 0]))
    for (const group of groups) {
      const isLeft = codedConditions.every(
        (other) => other === field || (conditions[other]?.includes(group[columns[other]]) ?? true),
      )
      const code = group[columns[field]]
      if (isLeft) records.set(code, (records.get(code) ?? 0) + group._sum.records!)
    }
    return [...records]
      .map(([code, count]) => ({ code, records: count }))
      .sort((one, other) => other.records - one.records || (one.code < other.code ? -1 : 1))
  }
  return {
    communicationTypes: choicesOf('communicationTypes'),
    areas: choicesOf('areas'),
    rateTypes: choicesOf('rateTypes'),
  }
}
