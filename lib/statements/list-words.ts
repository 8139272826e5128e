import type { UsageKind } from '@/lib/usage/search'
import type { StatementListName } from './statement-lists'

/** The name of a list in the message catalogues: 割引種別 is of calls, 通話種別 of destinations. */
export type ListWord = Exclude<StatementListName, 'rateType'> | 'discountType' | 'callType'

export function listWord(name: StatementListName, by: UsageKind): ListWord {
  if (name !== 'rateType') return name
  return by === 'call' ? 'discountType' : 'callType'
}

/** The headings of the figures in the catalogue (`usage.columns`): 枚数 of calls, 頁数 of destinations. */
export const pageColumns = {
  call: { sentPages: 'sentPages', billedPages: 'billedPages' },
  destination: { sentPages: 'sentPagesOfDestination', billedPages: 'billedPagesOfDestination' },
} as const

/** What a line without a key is called (`statements.line`). */
export const absentWord = (name: StatementListName) => (name === 'department' ? 'unclassified' : 'absent')
