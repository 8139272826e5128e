import type { UsageCall, UsageDestination } from '@/lib/db/generated/client'
import { recordTimeText } from '@/lib/time/time-text'
import { absentNumber, columnsOf, type UsageColumnKey } from './columns'

/** What writes the value of each column: a text, empty where there is no value. */
type CellTexts<Key extends string, Row> = Record<Key, (row: Row) => string>

const textOf = (value: string | number | bigint | null) => (value === null ? '' : String(value))

const sharedTexts = {
  calledAt: ({ calledAt }) => recordTimeText(calledAt),
  communicationType: ({ communicationType }) => communicationType,
  callerNumber: ({ callerNumber }) => callerNumber,
  calleeNumber: ({ calleeNumber }) => calleeNumber ?? absentNumber,
  area: ({ area }) => area,
  charge: ({ charge }) => textOf(charge),
} satisfies CellTexts<string, UsageCall | UsageDestination>

const callTexts: CellTexts<UsageColumnKey<'call'>, UsageCall> = {
  ...sharedTexts,
  destinationCount: ({ destinationCount }) => textOf(destinationCount),
  acceptedPages: ({ acceptedPages }) => textOf(acceptedPages),
  sentPages: ({ sentPages }) => textOf(sentPages),
  billedPages: ({ billedPages }) => textOf(billedPages),
  discountType: ({ discountType }) => textOf(discountType),
}

const destinationTexts: CellTexts<UsageColumnKey<'destination'>, UsageDestination> = {
  ...sharedTexts,
  paperMode: ({ paperMode }) => paperMode,
  sentPagesOfDestination: ({ sentPages }) => textOf(sentPages),
  billedPagesOfDestination: ({ billedPages }) => textOf(billedPages),
  callType: ({ callType }) => textOf(callType),
}

/** The texts of a call in its columns, as the screen shows them but for the separators of thousands. */
export const callCells = (call: UsageCall): string[] =>
  columnsOf('call').map(({ key }) => callTexts[key](call))

/** The same of a destination. */
export const destinationCells = (destination: UsageDestination): string[] =>
  columnsOf('destination').map(({ key }) => destinationTexts[key](destination))
