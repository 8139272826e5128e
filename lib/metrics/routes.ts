/** Every folder of `app` with an address; a test compares them. */
export const routes = [
  '/',
  '/accessibility',
  '/account/activity',
  '/account/activity/csv',
  '/account/email',
  '/account/email/changed',
  '/account/email/verify',
  '/account/other',
  '/account/password',
  '/account/password/changed',
  '/account/sessions',
  '/account/tokens',
  '/api/auth/[...nextauth]',
  '/api/health',
  '/api/health/live',
  '/api/health/ready',
  '/api/session',
  '/api/v1/[[...address]]',
  '/api/v1/exports',
  '/api/v1/exports/[exportId]',
  '/api/v1/exports/[exportId]/files/[part]',
  '/api/v1/exports/[exportId]/manifest.json',
  '/api/v1/exports/[exportId]/zip',
  '/api/v1/openapi.json',
  '/api/v1/status',
  '/api/v1/summary',
  '/api/v1/usage.csv',
  '/api/v1/usage.xlsx',
  '/dev/outbox',
  '/exports',
  '/exports/[exportId]/files/[part]',
  '/exports/[exportId]/manifest',
  '/exports/[exportId]/manifest.json',
  '/exports/[exportId]/zip',
  '/exports/accepted',
  '/exports/monthly',
  '/exports/state',
  '/help',
  '/help/[topic]',
  '/help/of',
  '/logged-out',
  '/login',
  '/login/verify',
  '/menu',
  '/numbers',
  '/numbers/[nameId]',
  '/numbers/csv',
  '/numbers/import',
  '/numbers/import/[draftId]',
  '/numbers/new',
  '/statements',
  '/statements/[month]',
  '/statements/[month]/csv',
  '/statements/[month]/xlsx',
  '/statements/alert',
  '/statements/alert/[addressId]',
  '/usage',
  '/usage/calls/[callId]',
  '/usage/calls/[callId]/bulk',
  '/usage/calls/[callId]/download',
  '/usage/download',
  '/usage/download/state',
  '/usage/preflight',
  '/usage/saved',
  '/usage/saved/[savedId]',
  '/usage/saved/[savedId]/edit',
]

/** Where there is none of these. */
const otherRoute = 'other'

/** Those with fewer parameters come first: `/numbers/new` is no `/numbers/[nameId]`. What stands for all others comes last. */
const rank = (route: string) => (route.includes('...') ? Infinity : route.split('[').length)
const patterns = [...routes]
  .sort((one, another) => rank(one) - rank(another))
  .map((route) => ({ route, parts: route.split('/') }))

/**
 * The route of an address, for metrics: one of a list that is closed, so that neither what stands in an address nor what
 * strangers make up can be read from it or make it long.
 */
export function routeOf(url = ''): string {
  const [pathname = ''] = url.split('?', 1)
  if (pathname.startsWith('/_next/static/')) return '/_next/static'
  const asked = pathname.split('/')
  const found = patterns.find(({ parts }) => isOf(parts, asked))
  return found?.route ?? otherRoute
}

/** `[[...address]]` and `[...nextauth]` stand for all that follows. */
function isOf(parts: string[], asked: string[]): boolean {
  const isOpen = parts.at(-1)!.includes('...')
  const fixed = isOpen ? parts.slice(0, -1) : parts
  return (
    (isOpen ? asked.length >= fixed.length : asked.length === fixed.length) &&
    fixed.every((part, index) => (part.startsWith('[') ? asked[index] !== '' : part === asked[index]))
  )
}
