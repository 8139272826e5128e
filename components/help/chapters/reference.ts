import { columnsOf, nameColumns, type UsageColumn } from '@/lib/usage/columns'
import { bullets, notes, paragraphs, part, section, steps, table, type HelpSection } from '../blocks'
import { CallColumns, DestinationColumns, NameColumns } from '../column-dictionary'
import { CsvSamples } from '../csv-sample'
import { FormulaExamples } from '../formula-examples'
import { UndoCode } from '../undo-code'
import { serviceCentre } from './account'

export const limitColumns = ['item', 'limit', 'beyond']

const entriesOf = (columns: readonly UsageColumn[]) =>
  columns.flatMap(({ key }) => [`usage.columns.${key}`, `help.columns.entries.${key}`])

/** 項目の説明 */
export const columns: HelpSection[] = [
  section('call', paragraphs('lead'), part(CallColumns, entriesOf(columnsOf('call')))),
  section('destination', paragraphs('lead'), part(DestinationColumns, entriesOf(columnsOf('destination')))),
  section('names', paragraphs('lead'), part(NameColumns, entriesOf(nameColumns))),
  section('values', bullets('same', 'identifier', 'code', 'japanTime', 'yen')),
]

/** CSVファイルとExcelファイルの形式 */
export const csv: HelpSection[] = [
  section('format', bullets('encoding', 'rfc', 'heading', 'order', 'noTotals', 'type')),
  section('values', bullets('time', 'absent', 'yen', 'numbers'), paragraphs('more')),
  section('numberNames', paragraphs('what'), bullets('columns', 'moment', 'texts', 'without')),
  section(
    'names',
    paragraphs('lead'),
    table(['search', 'name'], ['call', 'destination', 'destinationsOfCall', 'bulk', 'bulkOfCall']),
    paragraphs('narrowed', 'bulk'),
  ),
  section('workbook', paragraphs('what'), bullets('identifiers', 'numbers', 'sheets', 'encoding', 'broken')),
  section(
    'sample',
    paragraphs('lead'),
    part(CsvSamples, ['help.csv.sample.call', 'help.csv.sample.destination']),
  ),
  section(
    'excel',
    paragraphs('why', 'instead'),
    steps('data', 'origin', 'detect'),
    notes('calculate', 'resave'),
  ),
  section('libreOffice', steps('open', 'encoding', 'separator', 'columns')),
  section('formula', paragraphs('why'), bullets('starts', 'quoted', 'kept', 'numbers', 'asIs')),
  section('formulaExamples', part(FormulaExamples, [])),
  section('machine', paragraphs('rule', 'code'), part(UndoCode, ['help.csv.machine.codeLabel'])),
]

/** 制限値 */
export const limits: HelpSection[] = [
  section(
    'usage',
    table(limitColumns, [
      'screen',
      'file',
      'atOnce',
      'bulk',
      'set',
      'kept',
      'data',
      'period',
      'latest',
      'saved',
    ]),
  ),
  section(
    'signIn',
    table(limitColumns, [
      'strikes',
      'validity',
      'resend',
      'idle',
      'session',
      'password',
      'firstPassword',
      'network',
    ]),
  ),
  section('activity', paragraphs('file')),
]

/** お問い合わせ */
export const contact: HelpSection[] = [
  section('centre', paragraphs('lead'), serviceCentre),
  section('before', bullets('userId', 'never', 'errorId')),
  section(
    'often',
    table(['question', 'answer'], ['locked', 'forgotten', 'noCode', 'noData', 'zeros', 'tooMany', 'charge']),
  ),
]
