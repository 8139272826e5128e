import { z } from 'zod'

/** A password as a form sends it. Longer than any that exists, it is cut, so as to be refused like any that is too long. */
export const typedPassword = z
  .string()
  .catch('')
  .transform((text) => text.slice(0, 200))
