import { usageFile } from '../usage-file'

/** The records of a search as an Excel workbook. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = usageFile('xlsx')
