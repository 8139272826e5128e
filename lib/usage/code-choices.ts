import { hasCodes, type CodeTotals } from './code-totals'
import type { CodedCondition } from './conditions'
import type { UsageSearch } from './search'

/** A value that a coded column has in a period, and how many records have it. */
export interface CodeChoice {
  code: string
  records: number
}

const columns = { communicationTypes: 'communicationType', areas: 'area', rateTypes: 'rateType' } as const

/**
 * The values of the coded columns that a search has, with their exact numbers of records, the most frequent first (spec
 * section 5). What a column is narrowed to limits the numbers of the other two, not its own: so one sees what choosing
 * one more would add. What is chosen and has no records is there with 0.
 *
 * Numbers and charges, which totals do not know, limit nothing.
 * @param codes of the period, before it is narrowed.
 */
export function codeChoices(
  codes: readonly CodeTotals[],
  { by, filter }: Pick<UsageSearch, 'by' | 'filter'>,
): Record<CodedCondition, CodeChoice[]> {
  const conditions = filter?.conditions ?? {}
  const choicesOf = (field: CodedCondition): CodeChoice[] => {
    const others = { ...conditions, [field]: undefined }
    const records = new Map((conditions[field] ?? []).map((code) => [code, 0]))
    for (const group of codes) {
      if (group.kind !== by || !hasCodes(group, others)) continue
      const code = group[columns[field]]
      records.set(code, (records.get(code) ?? 0) + group.records)
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
