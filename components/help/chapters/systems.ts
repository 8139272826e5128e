import { bullets, notes, paragraphs, part, section, steps, table, type HelpSection } from '../blocks'
import { CallSchema, DestinationSchema, NameSchema, schemaTexts } from '../file-schema'

/** システムご担当の方へ: files to be read by programs, and what a network must let through. */
export const systems: HelpSection[] = [
  section(
    'files',
    paragraphs('lead'),
    table(
      ['item', 'rule'],
      ['encoding', 'lines', 'quotes', 'heading', 'order', 'numbers', 'values', 'names'],
    ),
  ),
  section('callSchema', paragraphs('lead'), part(CallSchema, schemaTexts('call'))),
  section('destinationSchema', paragraphs('lead'), part(DestinationSchema, schemaTexts('destination'))),
  section('nameSchema', paragraphs('lead'), part(NameSchema, schemaTexts('name'))),
  section('limits', paragraphs('lead'), bullets('file', 'bulk', 'atOnce', 'set')),
  section('regular', paragraphs('lead'), steps('search', 'bulk', 'zip', 'verify'), notes('failed')),
  section(
    'manifest',
    paragraphs('where', 'integers'),
    table(
      ['field', 'meaning'],
      [
        'version',
        'set',
        'search',
        'period',
        'narrowedTo',
        'encoding',
        'formulas',
        'names',
        'asOf',
        'totals',
        'files',
      ],
    ),
  ),
  section(
    'network',
    table(['item', 'setting'], ['address', 'requests', 'cookies', 'proxy', 'mail', 'types']),
  ),
  section('browser', bullets('kinds', 'script', 'accessibility', 'storage')),
  section('session', bullets('idle', 'lifetime', 'strikes', 'accounts')),
  section('roles', bullets('kinds', 'masked', 'files', 'departments', 'whole', 'ask')),
  section('audit', paragraphs('who', 'file', 'kept')),
]
