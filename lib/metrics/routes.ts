/** The words of the portal's addresses: every folder of `app` that is no parameter, and what Next.js has of its own. */
const words = new Set([
  ...['_next', 'static', 'accessibility', 'account', 'activity', 'alert', 'api', 'auth', 'bulk', 'calls'],
  ...[
    'changed',
    'csv',
    'destinations',
    'dev',
    'download',
    'edit',
    'email',
    'exports',
    'files',
    'health',
    'help',
  ],
  ...[
    'icon.svg',
    'import',
    'live',
    'logged-out',
    'login',
    'manifest',
    'manifest.json',
    'menu',
    'metrics',
    'monthly',
  ],
  ...[
    'new',
    'numbers',
    'of',
    'openapi.json',
    'other',
    'outbox',
    'password',
    'preflight',
    'ready',
    'robots.txt',
  ],
  ...[
    'saved',
    'session',
    'sessions',
    'state',
    'statements',
    'status',
    'summary',
    'tokens',
    'usage',
    'usage.csv',
  ],
  ...['usage.xlsx', 'v1', 'verify', 'xlsx', 'accepted', 'zip', 'apple-icon.png'],
])

const partsMax = 6

/**
 * The route of an address, for metrics: what is no word of the portal's own becomes `[]`, so that neither ids nor what
 * strangers make up can be told from it or make it many.
 */
export function routeOf(url = ''): string {
  const parts = url
    .split('?', 1)[0]!
    .split('/')
    .slice(1, partsMax + 1)
  if (parts[0] === '_next' && parts[1] === 'static') return '/_next/static'
  return `/${parts.map((part) => (part === '' || words.has(part) ? part : '[]')).join('/')}`
}
