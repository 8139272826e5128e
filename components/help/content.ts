import type { ComponentType } from 'react'
import { ServiceCentre } from '@/components/layout/service-centre'
import { CallColumns, DestinationColumns, NameColumns } from './column-dictionary'
import { CsvSamples } from './csv-sample'
import { FormulaExamples } from './formula-examples'
import type { HelpValues } from '@/lib/help/help-values'
import { PasswordRules, PasswordSymbols } from './password-rules'
import type { HelpTopic } from './topics'
import { UndoCode } from './undo-code'

/**
 * A part of a section. Its texts are keys below `help.<topic>.<section>` of the catalogue; a table's cells are
 * `rows.<row>.<column>` there, its headings `columns.<column>`.
 */
export type HelpBlock =
  | { kind: 'paragraphs' | 'bullets' | 'steps' | 'notes'; texts: string[] }
  | { kind: 'table'; columns: string[]; rows: string[] }
  | { kind: 'part'; Part: ComponentType<{ values: HelpValues }> }

/** A section of a help page: `id` is its anchor, and its key in the catalogue. */
export interface HelpSection {
  id: string
  blocks: HelpBlock[]
}

const section = (id: string, ...blocks: HelpBlock[]): HelpSection => ({ id, blocks })
const paragraphs = (...texts: string[]): HelpBlock => ({ kind: 'paragraphs', texts })
const bullets = (...texts: string[]): HelpBlock => ({ kind: 'bullets', texts })
const steps = (...texts: string[]): HelpBlock => ({ kind: 'steps', texts })
const notes = (...texts: string[]): HelpBlock => ({ kind: 'notes', texts })
const table = (columns: string[], rows: string[]): HelpBlock => ({ kind: 'table', columns, rows })
const part = (Part: ComponentType<{ values: HelpValues }>): HelpBlock => ({ kind: 'part', Part })

const limitColumns = ['item', 'limit', 'beyond']

/** What each help page holds; its words are in the catalogues. */
export const helpContent: Record<HelpTopic['key'], HelpSection[]> = {
  introduction: [
    section('about', paragraphs('what')),
    section('price', paragraphs('free')),
    section('notes', bullets('nextDay', 'closeWindows')),
    section(
      'functions',
      table(
        ['function', 'category', 'description'],
        ['call', 'destinationsOfCall', 'destination', 'screen', 'file', 'bulk', 'password', 'email'],
      ),
    ),
    section(
      'environment',
      bullets('contract', 'browser', 'withoutScript'),
      notes('internetExplorer', 'trademark'),
    ),
  ],
  overview: [
    section('flow', steps('login', 'menu', 'work', 'logout')),
    section(
      'entries',
      table(
        ['entry', 'description'],
        ['usage', 'statements', 'exports', 'numbers', 'password', 'email', 'activity'],
      ),
    ),
    section('daily', paragraphs('what', 'open', 'missing')),
    section('keptUntil', paragraphs('where', 'notice')),
    section('activity', steps('open', 'choose', 'file'), notes('unknown')),
    section('session', bullets('idle', 'lifetime', 'return')),
    section('language', paragraphs('switch')),
    section('help', paragraphs('page')),
  ],
  usage: [
    section(
      'login',
      paragraphs('prepare'),
      steps('enter', 'press', 'code'),
      notes('strikes', 'locked', 'uncounted', 'validity', 'resend', 'severalMails', 'lost'),
    ),
    section(
      'conditions',
      steps('open', 'period', 'output', 'kind'),
      paragraphs('hits'),
      notes('shortest', 'yesterday', 'month', 'shortcuts', 'folded', 'address'),
    ),
    section('outputs', table(['output', 'records', 'use'], ['screen', 'file', 'bulk']), paragraphs('units')),
    section('screen', steps('select', 'read', 'pages', 'call'), notes('capped', 'named', 'phone')),
    section('narrow', steps('open', 'choose'), paragraphs('read', 'follow'), notes('address', 'clear')),
    section(
      'saved',
      steps('open', 'name', 'run'),
      paragraphs('moving'),
      notes('firstDay', 'change', 'own', 'limit'),
    ),
    section(
      'file',
      steps('select', 'check', 'run'),
      notes('close', 'over', 'none', 'broken'),
      paragraphs('format'),
    ),
    section(
      'bulk',
      steps('select', 'run', 'check', 'save'),
      notes('wait', 'parts', 'moment', 'one', 'kept', 'resume', 'over', 'ofCall'),
    ),
    section(
      'check',
      paragraphs('manifest', 'compare'),
      table(['system', 'command'], ['windows', 'mac', 'linux']),
      notes('opened'),
    ),
  ],
  statements: [
    section('sheet', paragraphs('what', 'notInvoice'), steps('open', 'choose', 'read', 'records')),
    section('lists', bullets('tie', 'absent', 'rest', 'pages', 'late')),
    section('state', bullets('missing', 'corrected', 'closed', 'earlier')),
    section('file', paragraphs('excel', 'csv', 'print')),
  ],
  numbers: [
    section('what', paragraphs('lead', 'shown', 'shared')),
    section('single', steps('open', 'add', 'change', 'remove'), notes('number', 'search', 'together')),
    section('many', steps('open', 'paste', 'mode', 'check', 'run'), notes('whole', 'left', 'draft', 'zeros')),
    section('file', bullets('columns', 'encodings', 'again', 'formula', 'lost')),
    section('limits', table(limitColumns, ['names', 'number', 'name', 'accountCode', 'size'])),
  ],
  password: [
    section('update', steps('open', 'enter', 'run'), paragraphs('done'), notes('rules', 'strikes')),
    section('forgotten', paragraphs('call'), part(ServiceCentre)),
    section('suspicion', paragraphs('look', 'act')),
  ],
  email: [
    section(
      'change',
      paragraphs('who'),
      steps('open', 'enter', 'run', 'code'),
      paragraphs('done'),
      notes('until', 'told', 'validity'),
    ),
    section('unreachable', paragraphs('signedIn', 'call'), part(ServiceCentre)),
  ],
  passwordRules: [
    section('rules', paragraphs('lead'), part(PasswordRules)),
    section('symbols', paragraphs('list'), part(PasswordSymbols), notes('question', 'yen', 'wide')),
    section('advice', bullets('unique', 'share', 'manager')),
  ],
  columns: [
    section('call', paragraphs('lead'), part(CallColumns)),
    section('destination', paragraphs('lead'), part(DestinationColumns)),
    section('names', paragraphs('lead'), part(NameColumns)),
    section('values', bullets('same', 'identifier', 'code', 'japanTime', 'yen')),
  ],
  csv: [
    section('format', bullets('encoding', 'rfc', 'heading', 'order', 'noTotals', 'type')),
    section('values', bullets('time', 'absent', 'yen', 'numbers'), paragraphs('more')),
    section('numberNames', paragraphs('what'), bullets('columns', 'moment', 'texts', 'without')),
    section(
      'names',
      paragraphs('lead'),
      table(['search', 'name'], ['call', 'destination', 'destinationsOfCall', 'bulk', 'bulkOfCall']),
      paragraphs('bulk'),
    ),
    section(
      'workbook',
      paragraphs('what'),
      bullets('identifiers', 'numbers', 'sheets', 'encoding', 'broken'),
    ),
    section('sample', paragraphs('lead'), part(CsvSamples)),
    section(
      'excel',
      paragraphs('why', 'instead'),
      steps('data', 'origin', 'detect'),
      notes('calculate', 'resave'),
    ),
    section('libreOffice', steps('open', 'encoding', 'separator', 'columns')),
    section('formula', paragraphs('why'), bullets('starts', 'quoted', 'kept', 'numbers', 'asIs')),
    section('formulaExamples', part(FormulaExamples)),
    section('machine', paragraphs('rule', 'code'), part(UndoCode)),
  ],
  limits: [
    section(
      'usage',
      table(limitColumns, ['screen', 'file', 'atOnce', 'bulk', 'set', 'kept', 'period', 'latest', 'saved']),
    ),
    section(
      'signIn',
      table(limitColumns, ['strikes', 'validity', 'resend', 'idle', 'session', 'password', 'network']),
    ),
    section('activity', paragraphs('file')),
  ],
  contact: [
    section('centre', paragraphs('lead'), part(ServiceCentre)),
    section('before', bullets('userId', 'never', 'errorId')),
    section(
      'often',
      table(
        ['question', 'answer'],
        ['locked', 'forgotten', 'noCode', 'noData', 'zeros', 'tooMany', 'charge'],
      ),
    ),
  ],
}
