import type { Permission } from '@/lib/auth/permissions'
import { apiPaths } from '@/lib/api-paths'
import { filePaths } from '@/lib/file-paths'
import { paths } from '@/lib/paths'
import type { Ids } from './cast'
import { isCluster } from './is-cluster'

/** What a user must be for an address: permitted as an administrator is, or not limited to departments. */
export type Need = Permission | 'wholeContract'

/** An address of `app`, and who is answered what. */
export interface AddressRow {
  /** As `pagesOfApp` and `handlersOfApp` have it. */
  app: string
  /** What is asked for, with the ids of somebody. @param date a day that has usage. */
  of: (ids: Ids, date: string) => string
  method?: 'GET' | 'POST' | 'DELETE'
  body?: (ids: Ids, date: string) => object
  /** What opens it. A page leads who has none to the sign-in page, anything else refuses. */
  by: 'nobody' | 'page' | 'session' | 'key'
  /** Who lacks it is refused, whatever is named. */
  needs?: Need
  /** What it names of somebody. */
  names?: keyof Ids
  /** Where there is such a thing: 200 if absent. */
  status?: number
  /** The same for who has a session, where that is another. */
  statusSignedIn?: number
  /** Where what it names is not even of the right form, and that is said in another way, before anything else. */
  malformed?: number
  /** A name that is nobody's is looked for before the permission is asked. */
  looksFirst?: true
}

const search = (date: string) => ({
  startDate: date,
  endDate: date,
  startHour: '0',
  endHour: '23',
  by: 'call',
})
const csv = (date: string) => ({ ...search(date), output: 'csv' })
const apiSearch = (date: string) => ({ startDate: date, endDate: date })

/** Health is asked of a web process itself: the proxy of a cluster keeps it to itself. */
const healthStatus = isCluster ? 404 : 200

const open: AddressRow[] = [
  { app: '/accessibility', of: paths.accessibility, by: 'nobody' },
  { app: '/dev/outbox', of: paths.outbox, by: 'nobody' },
  { app: '/help', of: () => paths.help(), by: 'nobody' },
  { app: '/help/[topic]', of: () => paths.help('usage'), by: 'nobody' },
  { app: '/help/of', of: () => paths.helpOf('/usage'), by: 'nobody', status: 307 },
  { app: '/help/[topic]', of: () => paths.help('nothing'), by: 'nobody', status: 404 },
  { app: '/logged-out', of: paths.loggedOut, by: 'nobody', statusSignedIn: 307 },
  { app: '/api/auth/[...nextauth]', of: () => '/api/auth/csrf', by: 'nobody' },
  { app: '/api/health', of: () => '/api/health', by: 'nobody', status: healthStatus },
  { app: '/api/health/live', of: () => '/api/health/live', by: 'nobody', status: healthStatus },
  { app: '/api/health/ready', of: () => '/api/health/ready', by: 'nobody', status: healthStatus },
  { app: '/api/session', of: paths.session, by: 'nobody' },
  { app: '/api/v1/openapi.json', of: apiPaths.description, by: 'nobody' },
  { app: '/api/v1/[[...address]]', of: () => '/api/v1/nothing', by: 'nobody', status: 404 },
]

const pages: AddressRow[] = [
  { app: '/', of: paths.home, by: 'page', status: 307 },
  { app: '/account/activity', of: () => paths.activity(), by: 'page' },
  { app: '/account/email', of: () => paths.email(), by: 'page' },
  { app: '/account/email/verify', of: () => paths.emailVerify(), by: 'page' },
  { app: '/account/other', of: paths.otherAccount, by: 'page' },
  { app: '/account/password', of: () => paths.password(), by: 'page' },
  { app: '/account/sessions', of: () => paths.sessions(), by: 'page' },
  { app: '/account/tokens', of: () => paths.keys(), by: 'page' },
  { app: '/exports', of: paths.exports, by: 'page' },
  {
    app: '/exports/[exportId]/manifest',
    of: ({ exportId }) => paths.exportManifest(exportId),
    by: 'page',
    names: 'exportId',
  },
  { app: '/exports/accepted', of: paths.exportAccepted, by: 'page' },
  { app: '/exports/monthly', of: () => paths.exportsMonthly(), by: 'page' },
  { app: '/menu', of: () => paths.menu(), by: 'page' },
  { app: '/numbers', of: () => paths.numbers(), by: 'page' },
  {
    app: '/numbers',
    of: ({ searchId }) => paths.numbers({ search: searchId }),
    by: 'page',
    names: 'searchId',
    malformed: 200,
  },
  {
    app: '/numbers/[nameId]',
    of: ({ nameId }) => paths.numberName(nameId),
    by: 'page',
    needs: 'changeNumberNames',
    names: 'nameId',
  },
  { app: '/numbers/import', of: paths.numberImport, by: 'page', needs: 'changeNumberNames' },
  {
    app: '/numbers/import/[draftId]',
    of: ({ draftId }) => paths.numberDraft(draftId),
    by: 'page',
    needs: 'changeNumberNames',
    names: 'draftId',
  },
  { app: '/numbers/new', of: paths.numberNew, by: 'page', needs: 'changeNumberNames' },
  { app: '/statements', of: paths.statements, by: 'page', needs: 'wholeContract' },
  {
    app: '/statements/[month]',
    of: ({ month }) => paths.statement(month),
    by: 'page',
    needs: 'wholeContract',
    names: 'month',
    malformed: 404,
  },
  { app: '/statements/alert', of: () => paths.alert(), by: 'page', needs: 'wholeContract' },
  {
    app: '/statements/alert/[addressId]',
    of: ({ addressId }) => paths.alertAddress(addressId),
    by: 'page',
    needs: 'setAlerts',
    names: 'addressId',
    looksFirst: true,
  },
  { app: '/usage', of: () => paths.usage(), by: 'page' },
  {
    app: '/usage',
    of: ({ filterId }, date) => paths.usage({ ...search(date), output: 'screen', filter: filterId }),
    by: 'page',
    names: 'filterId',
  },
  { app: '/usage/calls/[callId]', of: ({ callId }) => paths.call(callId), by: 'page', names: 'callId' },
  {
    app: '/usage/calls/[callId]/bulk',
    of: ({ callId }) => paths.callBulk(callId),
    by: 'page',
    names: 'callId',
  },
  { app: '/usage/saved', of: () => paths.savedSearches(), by: 'page' },
  {
    app: '/usage/saved/[savedId]',
    of: ({ savedId }) => paths.savedSearch(savedId),
    by: 'page',
    names: 'savedId',
    status: 307,
  },
  {
    app: '/usage/saved/[savedId]/edit',
    of: ({ savedId }) => paths.savedSearchEdit(savedId),
    by: 'page',
    names: 'savedId',
  },
]

const files: AddressRow[] = [
  { app: '/account/activity/csv', of: () => filePaths.activityCsv(), by: 'session' },
  {
    app: '/exports/[exportId]/files/[part]',
    of: ({ exportId }) => filePaths.exportFile(exportId, 1),
    by: 'session',
    names: 'exportId',
  },
  {
    app: '/exports/[exportId]/manifest.json',
    of: ({ exportId }) => filePaths.exportManifestJson(exportId),
    by: 'session',
    names: 'exportId',
  },
  {
    app: '/exports/[exportId]/zip',
    of: ({ exportId }) => filePaths.exportZip(exportId),
    by: 'session',
    names: 'exportId',
  },
  { app: '/exports/state', of: paths.exportState, by: 'session' },
  { app: '/numbers/csv', of: () => filePaths.numbersCsv(), by: 'session' },
  {
    app: '/statements/[month]/csv',
    of: ({ month }) => filePaths.statementCsv(month),
    by: 'session',
    needs: 'wholeContract',
    names: 'month',
    malformed: 404,
  },
  {
    app: '/statements/[month]/xlsx',
    of: ({ month }) => filePaths.statementXlsx(month),
    by: 'session',
    needs: 'wholeContract',
    names: 'month',
    malformed: 404,
  },
  {
    app: '/usage/calls/[callId]/download',
    of: ({ callId }) => filePaths.callDownload(callId),
    by: 'session',
    names: 'callId',
  },
  { app: '/usage/download', of: (_, date) => filePaths.download(csv(date)), by: 'session' },
  {
    app: '/usage/download',
    of: ({ filterId }, date) => filePaths.download({ ...csv(date), filter: filterId }),
    by: 'session',
    names: 'filterId',
  },
  {
    app: '/usage/download/state',
    of: ({ exportId }) => paths.downloadState({ ticket: exportId }),
    by: 'session',
  },
  { app: '/usage/preflight', of: (_, date) => paths.preflight(csv(date)), by: 'session' },
  {
    app: '/usage/preflight',
    of: ({ filterId }, date) => paths.preflight({ ...csv(date), filter: filterId }),
    by: 'session',
    names: 'filterId',
  },
]

const programs: AddressRow[] = [
  { app: '/api/v1/status', of: apiPaths.status, by: 'key' },
  { app: '/api/v1/summary', of: (_, date) => apiPaths.summary(apiSearch(date)), by: 'key' },
  {
    app: '/api/v1/summary',
    of: ({ filterId }, date) => apiPaths.summary({ ...apiSearch(date), filter: filterId }),
    by: 'key',
    names: 'filterId',
  },
  { app: '/api/v1/usage.csv', of: (_, date) => apiPaths.usageCsv(apiSearch(date)), by: 'key' },
  {
    app: '/api/v1/usage.csv',
    of: ({ filterId }, date) => apiPaths.usageCsv({ ...apiSearch(date), filter: filterId }),
    by: 'key',
    names: 'filterId',
  },
  { app: '/api/v1/usage.xlsx', of: (_, date) => apiPaths.usageXlsx(apiSearch(date)), by: 'key' },
  // Each account has a set already, which a program must agree to lose.
  {
    app: '/api/v1/exports',
    of: apiPaths.exports,
    method: 'POST',
    body: ({ filterId }, date) => ({ ...apiSearch(date), filter: filterId }),
    by: 'key',
    names: 'filterId',
    status: 409,
    malformed: 400,
  },
  { app: '/api/v1/exports', of: apiPaths.exports, by: 'key', status: 405 },
  {
    app: '/api/v1/exports/[exportId]',
    of: ({ exportId }) => apiPaths.export(exportId),
    by: 'key',
    names: 'exportId',
  },
  {
    app: '/api/v1/exports/[exportId]/files/[part]',
    of: ({ exportId }) => apiPaths.exportFile(exportId, 1),
    by: 'key',
    names: 'exportId',
  },
  {
    app: '/api/v1/exports/[exportId]/manifest.json',
    of: ({ exportId }) => apiPaths.exportManifest(exportId),
    by: 'key',
    names: 'exportId',
  },
  {
    app: '/api/v1/exports/[exportId]/zip',
    of: ({ exportId }) => apiPaths.exportZip(exportId),
    by: 'key',
    names: 'exportId',
  },
  // The last of all: the set is gone after it.
  {
    app: '/api/v1/exports/[exportId]',
    of: ({ exportId }) => apiPaths.export(exportId),
    method: 'DELETE',
    by: 'key',
    names: 'exportId',
    status: 204,
  },
]

/** Steps of signing in, and of changes that end sessions: a cookie of their own opens them, which nobody here has. */
const steps: AddressRow[] = [
  { app: '/login', of: () => paths.login(), by: 'nobody', statusSignedIn: 307 },
  { app: '/login/verify', of: () => paths.verify(), by: 'nobody', status: 307 },
  { app: '/account/password/changed', of: () => paths.passwordChanged(), by: 'nobody', status: 307 },
  { app: '/account/email/changed', of: paths.emailChanged, by: 'nobody', status: 307 },
]

/** Every address of `app`, in the order in which they are asked for. */
export const addressTable: readonly AddressRow[] = [...open, ...steps, ...pages, ...files, ...programs]
