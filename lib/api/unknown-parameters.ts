import type { z } from 'zod'

/** The parameters of an address that its schema does not have; what every object has by itself is none of its own. */
export const unknownParameters = (parameters: object, known: z.ZodObject): string[] =>
  Object.keys(parameters).filter((name) => !Object.hasOwn(known.shape, name))
