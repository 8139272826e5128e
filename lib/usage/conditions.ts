import { z } from 'zod'

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

/** Longer than any number, and than any code of the data so far. */
const numberCharactersMax = 40
const codeCharactersMax = 100
const codesMax = 200
/** yen */
const chargeMax = 999_999_999_999

/** How a number that is typed may look once its spaces and, between digits, its hyphens are gone. */
const numberPattern = /^[0-9A-Za-z@._+*#-]+$/

const codes = z.array(z.string().max(codeCharactersMax)).min(1).max(codesMax)
const numberStart = z.string().max(numberCharactersMax).regex(numberPattern)
const charge = z.number().int().min(0).max(chargeMax)

/** Conditions as their row holds them. */
export const storedConditions: z.ZodType<UsageConditions> = z.strictObject({
  communicationTypes: codes.optional(),
  areas: codes.optional(),
  rateTypes: codes.optional(),
  callerStart: numberStart.optional(),
  calleeStart: numberStart.optional(),
  chargeFrom: charge.optional(),
  chargeTo: charge.optional(),
})

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

/**
 * Reads the conditions of the form. Full-width characters, spaces, the hyphens between digits and the separators of
 * thousands are taken as people type them.
 * @returns the conditions, without those that are empty; or every problem found.
 */
export function parseConditions(
  typed: TypedConditions,
): { conditions: UsageConditions } | { problems: ConditionProblem[] } {
  const problems: ConditionProblem[] = []
  const conditions: UsageConditions = {}
  for (const field of codedConditions) {
    const chosen = [...new Set(typed[field])].sort()
    if (chosen.length === 0) continue
    if (codes.safeParse(chosen).success) conditions[field] = chosen
    else problems.push({ field, code: 'unknownCode' })
  }
  for (const field of ['callerStart', 'calleeStart'] as const) {
    const start = plainNumber(typed[field])
    if (start === '' && typed[field].trim() === '') continue
    if (numberStart.safeParse(start).success) conditions[field] = start
    else problems.push({ field, code: 'badNumber' })
  }
  for (const field of ['chargeFrom', 'chargeTo'] as const) {
    const text = typed[field].normalize('NFKC').replace(/[,\s¥円]/g, '')
    if (text === '' && typed[field].trim() === '') continue
    const amount = charge.safeParse(/^\d+$/.test(text) ? Number(text) : undefined)
    if (amount.success) conditions[field] = amount.data
    else problems.push({ field, code: 'badCharge' })
  }
  const { chargeFrom, chargeTo } = conditions
  if (chargeFrom !== undefined && chargeTo !== undefined && chargeFrom > chargeTo)
    problems.push({ field: 'chargeTo', code: 'chargeOrder' })
  return problems.length > 0 ? { problems } : { conditions }
}

function plainNumber(typed: string): string {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  return /^[\d-]*\d[\d-]*$/.test(text) ? text.replaceAll('-', '') : text
}

/** Whether the hourly totals know all that a search is narrowed by. */
export const isCodedOnly = (conditions: UsageConditions | undefined) =>
  Object.keys(conditions ?? {}).every((key) => codedConditions.some((coded) => coded === key))
