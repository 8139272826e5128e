export const fileFormats = ['csv', 'xlsx'] as const

/** How a file that is taken at once is written: as a text file (CSV), or as an Excel workbook. */
export type FileFormat = (typeof fileFormats)[number]

/** The media type of an Excel workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const defaultFileFormat: FileFormat = 'csv'
