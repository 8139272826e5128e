import { z } from 'zod'
import { defaultFileEncoding, fileEncodings } from './file-encoding'

/** What the address of a download has beside the search. */
export const downloadParameters = z.object({
  encoding: z.enum(fileEncodings).default(defaultFileEncoding),
  ticket: z.uuid().optional().catch(undefined),
})
