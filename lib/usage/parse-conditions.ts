import { z } from 'zod'
import {
  codedConditions,
  numberConditions,
  type ConditionProblem,
  type TypedConditions,
  type UsageConditions,
} from './conditions'

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
  for (const field of numberConditions) {
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
