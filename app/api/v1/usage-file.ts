import { usageFileResponse } from '@/app/usage-file-response'
import { fileQuery } from '@/lib/api/schemas'
import type { FileFormat } from '@/lib/files/file-format'
import { apiAddress } from './api-address'
import { readQuery } from './read-search'

const choicesOfFile = fileQuery.pick({ encoding: true, formulas: true, names: true })

/** The address of a file of a search. */
export const usageFile = (format: FileFormat) =>
  apiAddress({
    GET: async (request, user) => {
      const { search, choices } = await readQuery(request, user, fileQuery, choicesOfFile, 'csv')
      return usageFileResponse(request, user, { search }, { ...choices, format })
    },
  })
