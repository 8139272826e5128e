import { z } from 'zod'
import { defaultFileEncoding, fileEncodings } from './file-encoding'
import { defaultFormulaChoice, formulaChoices } from './formula-choice'

/** What a page gives to a download so that it can ask for it, see `downloadState`. */
export const downloadTicket = z.uuid()

/** What the address of a download has beside the search. */
export const downloadParameters = z.object({
  encoding: z.enum(fileEncodings).default(defaultFileEncoding),
  formulas: z.enum(formulaChoices).default(defaultFormulaChoice),
  ticket: downloadTicket.optional().catch(undefined),
})
