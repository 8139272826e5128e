import { z } from 'zod'
import { defaultFileEncoding, fileEncodings } from '@/lib/files/file-encoding'
import { defaultFileFormat, fileFormats } from '@/lib/files/file-format'
import { defaultFormulaChoice, formulaChoices } from '@/lib/files/formula-choice'

/** The ticket by which a page asks for the state of its download, see `downloadState`. */
export const downloadTicket = z.uuid()

/** What the address of a download has beside the search. */
export const downloadParameters = z.object({
  format: z.enum(fileFormats).default(defaultFileFormat),
  encoding: z.enum(fileEncodings).default(defaultFileEncoding),
  formulas: z.enum(formulaChoices).default(defaultFormulaChoice),
  names: z
    .literal('1')
    .optional()
    .transform((names) => names === '1'),
  ticket: downloadTicket.optional().catch(undefined),
})

/** What a wrong value of each is refused for. */
export const unknownParameter = {
  format: 'formatUnknown',
  encoding: 'encodingUnknown',
  formulas: 'formulasUnknown',
  names: 'namesUnknown',
} as const
