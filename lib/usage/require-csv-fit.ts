import { PortalError } from '@/lib/errors'
import { csvRecordsMax } from './limits'
import { outputFit } from './outputs'

/** @throws PortalError `noRecords` or `tooManyForCsv` where no such file holds so many records. */
export function requireCsvFit(records: number): void {
  const fit = outputFit(records, 'csv')
  if (fit === 'none') throw new PortalError({ code: 'noRecords' })
  if (fit === 'tooMany') throw new PortalError({ code: 'tooManyForCsv', max: csvRecordsMax })
}
