import type { UsageKind } from './search'

/** A column of a result: `key` names its heading in the message catalogue (`usage.columns.<key>`). */
export interface UsageColumn<Key extends string = string> {
  key: Key
  /**
   * A quantity: it aligns to the right, and the screen separates its thousands. Identifiers are text, whatever they
   * look like, and stay as they came.
   */
  isNumber: boolean
  /** Of an amount in yen: on screen its heading says so. */
  isMoney?: true
  /** Of a time. */
  isTime?: true
}

/** How an absent 着信番号 is written, on screen and in files. */
export const absentNumber = '-----'

const text = <Key extends string>(key: Key): UsageColumn<Key> => ({ key, isNumber: false })
const number = <Key extends string>(key: Key): UsageColumn<Key> => ({ key, isNumber: true })
const money = <Key extends string>(key: Key): UsageColumn<Key> => ({ ...number(key), isMoney: true })

const time = <Key extends string>(key: Key): UsageColumn<Key> => ({ ...text(key), isTime: true })

const sharedColumns = [
  time('calledAt'),
  text('communicationType'),
  text('callerNumber'),
  text('calleeNumber'),
  text('area'),
]

const columns = {
  call: [
    ...sharedColumns,
    number('destinationCount'),
    number('acceptedPages'),
    number('sentPages'),
    number('billedPages'),
    text('discountType'),
    money('charge'),
  ],
  destination: [
    ...sharedColumns,
    text('paperMode'),
    number('sentPagesOfDestination'),
    number('billedPagesOfDestination'),
    text('callType'),
    money('charge'),
  ],
}

/** What the contract calls the two numbers of a record (docs/decisions/0073). */
export const nameColumns = [
  text('callerName'),
  text('callerDepartment'),
  text('callerAccountCode'),
  text('calleeName'),
  text('calleeDepartment'),
  text('calleeAccountCode'),
]

/** The keys of the columns of a kind. */
export type UsageColumnKey<Kind extends UsageKind> = (typeof columns)[Kind][number]['key']

/**
 * The columns of a result, in their order (spec section 2), by what a row of it is: screen, files and help share them.
 * What the screen shows in them is in record-cells.ts, what a file has in file-columns.ts.
 */
export const columnsOf = <Kind extends UsageKind>(kind: Kind): readonly UsageColumn<UsageColumnKey<Kind>>[] =>
  columns[kind]

/** The keys of the columns of names. */
export type UsageNameKey = (typeof nameColumns)[number]['key']

/**
 * The columns of a file, in their order: those of the result, and at their end those of names.
 * @param withNames whether names were asked for: a file without them is as it always was.
 */
export const fileColumnsOf = (kind: UsageKind, withNames: boolean): readonly UsageColumn[] =>
  withNames ? [...columnsOf(kind), ...nameColumns] : columnsOf(kind)
