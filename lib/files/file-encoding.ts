export const fileEncodings = ['utf-8', 'shift_jis'] as const

/** How the text of a file is written: UTF-8 with BOM, or Shift_JIS as Windows has it. */
export type FileEncoding = (typeof fileEncodings)[number]

export const defaultFileEncoding: FileEncoding = 'utf-8'
