import { bullets, notes, paragraphs, picture, section, steps, table, type HelpSection } from '../blocks'

/** はじめての方へ: from the first sign-in to the sign-out. */
export const start: HelpSection[] = [
  section('first', paragraphs('lead'), steps('login', 'menu', 'search', 'keep', 'logout'), picture('menu')),
  section('ready', bullets('userId', 'mail', 'password')),
  section(
    'words',
    table(
      ['word', 'meaning'],
      ['call', 'destination', 'record', 'contract', 'statement', 'broadcast', 'area', 'pages'],
    ),
  ),
  section('next', bullets('accounting', 'systems', 'limits', 'contact')),
]

/** 第1章 */
export const introduction: HelpSection[] = [
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
]

/** 第2章 */
export const overview: HelpSection[] = [
  section('flow', steps('login', 'menu', 'work', 'logout'), picture('menu'), picture('logged-out')),
  section(
    'entries',
    table(
      ['entry', 'description'],
      ['usage', 'statements', 'exports', 'numbers', 'password', 'email', 'activity', 'sessions', 'keys'],
    ),
  ),
  section('daily', paragraphs('what', 'open', 'missing'), picture('daily-usage')),
  section('keptUntil', paragraphs('where', 'notice')),
  section(
    'activity',
    paragraphs('what'),
    steps('open', 'choose', 'file'),
    notes('unknown', 'own', 'kept'),
    picture('activity'),
  ),
  section('sessions', paragraphs('what'), steps('open', 'one', 'others'), notes('mail', 'hint')),
  section('session', bullets('idle', 'lifetime', 'return')),
  section('language', paragraphs('switch', 'kept', 'mails', 'files')),
  section('help', paragraphs('page', 'search')),
]
