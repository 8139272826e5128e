/** What a search is narrowed by (絞り込み); what is absent narrows nothing. */
export interface UsageConditions {
  communicationTypes?: string[]
  areas?: string[]
  /** 割引種別 of calls, 通話種別 of destinations; the empty text stands for none. */
  rateTypes?: string[]
  /** How 発信番号 and 着信番号 begin. */
  callerStart?: string
  calleeStart?: string
  /** 通信料 in yen, both ends included. */
  chargeFrom?: number
  chargeTo?: number
}

/** The conditions on coded columns: those that the hourly totals know. */
export const codedConditions = ['communicationTypes', 'areas', 'rateTypes'] as const
export type CodedCondition = (typeof codedConditions)[number]

/** The conditions on numbers. */
export const numberConditions = ['callerStart', 'calleeStart'] as const

/** The fields of the form, in its order; of the first three there may be several. */
export const conditionFields = [
  'communicationTypes',
  'areas',
  'rateTypes',
  'callerStart',
  'calleeStart',
  'chargeFrom',
  'chargeTo',
] as const
export type ConditionField = (typeof conditionFields)[number]

export interface ConditionProblem {
  field: ConditionField
  code: 'badNumber' | 'badCharge' | 'chargeOrder' | 'unknownCode'
}

/** What the form holds: texts as they were typed. */
export type TypedConditions = Record<CodedCondition, string[]> &
  Record<Exclude<ConditionField, CodedCondition>, string>

/** Whether a search is narrowed by numbers, which a masked account must not do: it would find out by it what they are. */
export const narrowsByNumber = (conditions: UsageConditions) =>
  numberConditions.some((field) => conditions[field] !== undefined)

/** Whether the hourly totals know all that a search is narrowed by. */
export const isCodedOnly = (conditions: UsageConditions | undefined) =>
  Object.keys(conditions ?? {}).every((key) => codedConditions.some((coded) => coded === key))
