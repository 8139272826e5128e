/** The two files of a day (spec section 8). */
export type UsageFile = 'calls' | 'destinations'

/** What a field may hold. */
export type FieldForm =
  'contract' | 'callId' | 'number' | 'optionalNumber' | 'yen' | 'time' | 'text' | 'optionalText'

interface FileColumn {
  name: string
  form: FieldForm
}

const column = (name: string, form: FieldForm): FileColumn => ({ name, form })

/** The columns of each file, in its order; they are named as those of the tables. */
export const fileColumns: Record<UsageFile, readonly FileColumn[]> = {
  calls: [
    column('contract_number', 'contract'),
    column('call_id', 'callId'),
    column('called_at', 'time'),
    column('communication_type', 'text'),
    column('caller_number', 'text'),
    column('callee_number', 'optionalText'),
    column('area', 'text'),
    column('destination_count', 'number'),
    column('accepted_pages', 'number'),
    column('sent_pages', 'number'),
    column('billed_pages', 'optionalNumber'),
    column('discount_type', 'optionalText'),
    column('charge', 'yen'),
  ],
  destinations: [
    column('contract_number', 'contract'),
    column('call_id', 'callId'),
    column('destination_no', 'number'),
    column('called_at', 'time'),
    column('communication_type', 'text'),
    column('caller_number', 'text'),
    column('callee_number', 'optionalText'),
    column('area', 'text'),
    column('paper_mode', 'text'),
    column('sent_pages', 'number'),
    column('billed_pages', 'optionalNumber'),
    column('call_type', 'optionalText'),
    column('charge', 'yen'),
  ],
}

/** A line of a plain file; what is longer is no line of usage, and is not kept in memory. */
export const lineBytesMax = 65_536
export const textBytesMax = 255
/** Fifteen digits: what a spreadsheet keeps exactly. */
export const yenMax = 999_999_999_999_999n
/** A destination is dialled within so many days of its call's day; later is a wrong date. */
export const dialledWithinDays = 31
