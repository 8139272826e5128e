import { z } from 'zod'

/** Numbers of destinations (宛先) within their call, both ends included. */
export interface DestinationRange {
  from: number
  to: number
}

/** The destinations of one call, all of them or those of a range of their numbers. */
export interface CallDestinations {
  callId: bigint
  calledAt: Date
  numbers?: DestinationRange
}

const intMax = 2 ** 31 - 1

const destinationNo = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .refine((number) => number <= intMax)

const rangeParameters = z
  .object({ destinationNoFrom: destinationNo, destinationNoTo: destinationNo })
  .refine(({ destinationNoFrom, destinationNoTo }) => destinationNoFrom <= destinationNoTo)

/**
 * Reads a range of 宛先 numbers from an address or a form.
 * @returns no `numbers` where none are given; undefined where they are no range.
 */
export function parseDestinationRange({
  destinationNoFrom,
  destinationNoTo,
}: {
  destinationNoFrom?: unknown
  destinationNoTo?: unknown
}): Pick<CallDestinations, 'numbers'> | undefined {
  if (destinationNoFrom === undefined && destinationNoTo === undefined) return {}
  const { data } = rangeParameters.safeParse({ destinationNoFrom, destinationNoTo })
  return data && { numbers: { from: data.destinationNoFrom, to: data.destinationNoTo } }
}

/** The range as parameters of an address; the reverse of `parseDestinationRange`. */
export function destinationRangeParameters(numbers: DestinationRange | undefined): Record<string, string> {
  return numbers ? { destinationNoFrom: String(numbers.from), destinationNoTo: String(numbers.to) } : {}
}
