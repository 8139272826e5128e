import { usageFile } from '../usage-file'

/** The records of a search as a CSV. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = usageFile('csv')
