import { bullets, notes, paragraphs, picture, section, steps, table, type HelpSection } from '../blocks'
import { limitColumns } from './reference'

/** ご利用明細(月次) */
export const statements: HelpSection[] = [
  section(
    'sheet',
    paragraphs('what', 'notInvoice'),
    steps('open', 'choose', 'read', 'records'),
    picture('months'),
    picture('statement'),
  ),
  section('lists', bullets('tie', 'absent', 'rest', 'unled', 'pages', 'late'), picture('statement-lists')),
  section('state', bullets('missing', 'corrected', 'closed', 'earlier'), picture('statement-corrected')),
  section('file', paragraphs('excel', 'csv', 'print')),
  section(
    'alert',
    paragraphs('what'),
    steps('open', 'amount', 'address', 'code'),
    notes('once', 'closed', 'who', 'remove'),
  ),
]

/** 番号の名称 */
export const numbers: HelpSection[] = [
  section('what', paragraphs('lead', 'shown', 'shared'), picture('numbers')),
  section('single', steps('open', 'add', 'change', 'remove'), notes('number', 'search', 'together')),
  section(
    'many',
    steps('open', 'paste', 'mode', 'check', 'run'),
    picture('numbers-import'),
    picture('numbers-check'),
    notes('whole', 'left', 'draft', 'zeros'),
  ),
  section('file', bullets('columns', 'encodings', 'again', 'formula', 'lost')),
  section('limits', table(limitColumns, ['names', 'number', 'name', 'accountCode', 'size'])),
]

/** 経理の方へ: the sheet of a month beside the bill. */
export const accounting: HelpSection[] = [
  section(
    'bill',
    paragraphs('lead'),
    steps('open', 'month', 'total', 'file'),
    paragraphs('lists'),
    notes('asData'),
  ),
  section(
    'differs',
    table(['cause', 'look'], ['month', 'contract', 'missing', 'corrected', 'kind', 'price']),
  ),
  section('notIn', bullets('basic', 'tax', 'calls')),
  section('corrections', paragraphs('shown', 'closed', 'after')),
  section('excel', paragraphs('workbook', 'csv', 'opened')),
  section('counts', bullets('same', 'byKind', 'split', 'rows')),
  section(
    'departments',
    steps('name', 'list', 'file'),
    paragraphs('codes'),
    notes('records', 'accountCodes', 'past'),
  ),
]
