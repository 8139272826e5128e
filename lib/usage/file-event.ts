import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FileFormat } from '@/lib/files/file-format'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { targetEvent, type DownloadTarget } from './download-target'

export interface FileChoice {
  format: FileFormat
  /** Of a CSV. */
  encoding?: FileEncoding
  formulas: FormulaChoice
  withNames: boolean
}

/** What the audit trail says of a file that is taken at once. */
export function fileEvent(
  target: DownloadTarget,
  { format, encoding, formulas, withNames }: FileChoice,
  records: number,
): Record<string, string | number> {
  return {
    ...targetEvent(target, 'csv'),
    ...(format === 'csv' && { encoding, ...(formulas === 'asis' && { formulas }) }),
    ...(format === 'xlsx' && { format }),
    ...(withNames && { names: '1' }),
    records,
  }
}
