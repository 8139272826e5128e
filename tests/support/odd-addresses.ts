import fc from 'fast-check'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'

/** What cannot be said in UTF-8 is not sent. */
export const wellFormed = (text: string) => Buffer.from(text).toString()

const uuid = '00000000-0000-4000-8000-000000000000'

/** Those of the portal's addresses that have a name in them. */
const named = [
  'help',
  'screen',
  'callDownload',
  'call',
  'statement',
  'statementCsv',
  'statementXlsx',
  'exportFile',
  'exportZip',
  'exportManifest',
  'exportManifestJson',
  'numberName',
  'numberDraft',
  'savedSearch',
  'savedSearchEdit',
  'alertAddress',
  'export',
]

/** Each path of the portal, those with a name in them filled by `name`, and what Next.js has of its own. */
function everyPath(name: string): string[] {
  const segment = encodeURIComponent(name)
  const ours = Object.entries<unknown>({ ...paths })
    .concat(Object.entries(filePaths), Object.entries(apiPaths))
    .map(([key, path]) =>
      (path as (...values: unknown[]) => string)(...(named.includes(key) ? [segment, 1] : [{}])),
    )
  const inAuth = [
    'csrf',
    'error',
    'signin',
    'signout',
    'session',
    'providers',
    'callback/credentials',
    segment,
  ]
  return [
    ...ours,
    `/usage/calls/${segment}/download`,
    `/exports/${segment}/files/${segment}`,
    ...inAuth.map((rest) => `/api/auth/${rest}`),
    ...[
      '/api/health',
      '/robots.txt',
      '/icon.svg',
      '/favicon.ico',
      '/_next/image',
      '/_next/static/chunks/x.js',
    ],
    ...[
      '/_next/data/x/menu.json',
      '/_global-error',
      '/_not-found',
      '/404',
      '/500',
      '/_error',
      '/index',
      '/menu.rsc',
    ],
    `/${segment}`,
  ]
}

export const oddText = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '0',
    '-1',
    '9223372036854775808',
    uuid,
    'null',
    '..',
    '%',
    '%zz',
    '%00',
    '%ff%fe',
    '%2e%2e',
  ),
  fc.constantFrom(
    '<x>',
    "'--",
    '\0',
    '\ud800',
    '　',
    '=1+2',
    '[]',
    '{}',
    'x'.repeat(3_000),
    '2026-02-30',
    '2014-07-06',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

/** As an address can hold it, well formed or not. */
const oddSegment = fc.oneof(
  oddText.map((text) => encodeURIComponent(wellFormed(text))),
  fc.constantFrom(
    '%zz',
    '%',
    '%ff',
    '%c3%28',
    '%00',
    '%2F',
    '%5c',
    '..',
    '.',
    '*',
    ';',
    '<x>',
    '~',
    '%E3%81',
  ),
)

export const oddPath = fc.oneof(
  { weight: 8, arbitrary: oddText.chain((name) => fc.constantFrom(...everyPath(wellFormed(name)))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...everyPath(uuid)), oddSegment)
      .map(([path, end]) => `${path.split('?')[0]}${end}`),
  },
  { weight: 1, arbitrary: fc.array(oddSegment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      '//',
      '//x.example/menu',
      '/\\x.example',
      'http://x.example/menu',
      '/./..',
    ),
  },
)

const parameterNames = [
  ...[
    'startDate',
    'endDate',
    'startHour',
    'endHour',
    'output',
    'by',
    'cursor',
    'encoding',
    'ticket',
    'filter',
    'search',
  ],
  ...[
    'next',
    'expired',
    'mail',
    'again',
    'from',
    'to',
    'kind',
    'url',
    'w',
    'q',
    '_rsc',
    'callbackUrl',
    'error',
  ],
]
const values = fc.oneof(
  oddText.map((text) => encodeURIComponent(wellFormed(text))),
  fc.constantFrom(
    '%zz',
    '%ff',
    '%00',
    '2014-07-06',
    '9',
    '23',
    'screen',
    'csv',
    'bulk',
    'call',
    'destination',
    '/menu',
  ),
)
export const oddQuery = fc
  .array(fc.tuple(fc.constantFrom(...parameterNames), values), { maxLength: 7 })
  .map((pairs) => (pairs.length > 0 ? `?${pairs.map((pair) => pair.join('=')).join('&')}` : ''))
