import { notes, paragraphs, picture, section, steps, table, type HelpSection } from '../blocks'

/** 第3章 */
export const usage: HelpSection[] = [
  section(
    'login',
    paragraphs('prepare'),
    steps('enter', 'press', 'code'),
    picture('login'),
    picture('verify'),
    notes('strikes', 'locked', 'uncounted', 'validity', 'resend', 'severalMails', 'otherBrowser', 'lost'),
  ),
  section(
    'conditions',
    steps('open', 'period', 'output', 'kind'),
    picture('search-form'),
    paragraphs('hits'),
    notes('shortest', 'yesterday', 'month', 'shortcuts', 'folded', 'address'),
  ),
  section('outputs', table(['output', 'records', 'use'], ['screen', 'file', 'bulk']), paragraphs('units')),
  section(
    'screen',
    steps('select', 'kind', 'read', 'pages', 'call'),
    picture('result-by-call'),
    picture('result-by-destination'),
    notes('sort', 'capped', 'named', 'phone'),
  ),
  section(
    'ofCall',
    steps('search', 'open', 'pages', 'file', 'back'),
    picture('destinations-of-call'),
    notes('over'),
  ),
  section(
    'narrow',
    steps('open', 'choose', 'press'),
    picture('narrowing'),
    paragraphs('read', 'typed', 'follow'),
    notes('address', 'clear', 'again'),
  ),
  section(
    'saved',
    steps('open', 'name', 'run'),
    picture('save-search'),
    paragraphs('moving'),
    notes('firstDay', 'change', 'own', 'limit'),
  ),
  section(
    'file',
    steps('select', 'kind', 'check', 'run'),
    picture('file-form'),
    notes('close', 'over', 'none', 'broken'),
    paragraphs('format'),
  ),
  section(
    'bulk',
    steps('select', 'kind', 'run', 'leave', 'check', 'save'),
    picture('bulk-request'),
    picture('bulk-accepted'),
    picture('bulk-files'),
    notes('wait', 'parts', 'moment', 'kept', 'resume', 'over'),
  ),
  section('replace', paragraphs('one'), steps('search', 'run'), picture('bulk-replace'), notes('first')),
  section('allOfCall', steps('open', 'make', 'take', 'again'), notes('keep', 'few')),
  section(
    'monthly',
    steps('open', 'choose', 'run'),
    paragraphs('when'),
    notes('wait', 'notMade', 'missed', 'end'),
  ),
  section(
    'check',
    paragraphs('what', 'manifest', 'compare'),
    table(['system', 'command'], ['windows', 'mac', 'linux']),
    notes('zip', 'opened', 'counts'),
  ),
]
