/** A path with parameters: those undefined are left out, repeated ones stay repeated. */
export function addressOf(
  path: string,
  parameters: Record<string, string | string[] | undefined> = {},
): string {
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(parameters))
    for (const value of [values ?? []].flat()) query.append(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** Every address of the portal for people: pages and links build theirs here. It is part of each page's script. */
export const paths = {
  home: () => '/',
  login: (parameters?: { next?: string; expired?: string }) => addressOf('/login', parameters),
  verify: (parameters?: { next?: string; mail?: string }) => addressOf('/login/verify', parameters),
  /** The mails of a demo. */
  outbox: () => '/dev/outbox',
  loggedOut: () => '/logged-out',
  /** How long the session still holds (GET), and keeping it (POST). */
  session: () => '/api/session',
  /** With the parameters of its picture. */
  menu: (parameters?: Record<string, string | string[] | undefined>) => addressOf('/menu', parameters),
  /** アクセシビリティ方針. */
  accessibility: () => '/accessibility',
  /** A help page, or their index. */
  help: (topic?: string) => (topic === undefined ? '/help' : `/help/${topic}`),
  /** Leads on to what the help says of a page. */
  helpOf: (pathname: string) => addressOf('/help/of', { page: pathname }),
  /** The sections of the help that answer a question. */
  helpSearch: (parameters: { q: string }) => addressOf('/help', parameters),
  /** `next`: where one was on the way to when the password had to be replaced first. */
  password: (parameters?: { next?: string }) => addressOf('/account/password', parameters),
  passwordChanged: (parameters?: { next?: string }) => addressOf('/account/password/changed', parameters),
  email: (parameters?: { again?: string }) => addressOf('/account/email', parameters),
  emailVerify: (parameters?: { mail?: string }) => addressOf('/account/email/verify', parameters),
  emailChanged: () => '/account/email/changed',
  activity: (parameters?: Record<string, string | undefined>) => addressOf('/account/activity', parameters),
  /** The browsers in which the account is signed in. */
  sessions: (parameters?: { done?: string }) => addressOf('/account/sessions', parameters),
  /** The keys for programs of the contract. */
  keys: (parameters?: { done?: string }) => addressOf('/account/tokens', parameters),
  /** Says that a form was shown to another account than is signed in now. */
  otherAccount: () => '/account/other',
  usage: (parameters?: Record<string, string | undefined>) => addressOf('/usage', parameters),
  /** The account's own saved searches; running one leads on to the search that it is today. */
  savedSearches: (parameters?: { done?: string }) => addressOf('/usage/saved', parameters),
  savedSearch: (id: string) => `/usage/saved/${encodeURIComponent(id)}`,
  savedSearchEdit: (id: string) => `/usage/saved/${encodeURIComponent(id)}/edit`,
  /** What a search would give, as JSON. */
  preflight: (parameters?: Record<string, string>) => addressOf('/usage/preflight', parameters),
  /** How a download stands, as JSON. */
  downloadState: (parameters: { ticket: string }) => addressOf('/usage/download/state', parameters),
  call: (callId: bigint | string, parameters?: Record<string, string | string[] | undefined>) =>
    addressOf(`/usage/calls/${encodeURIComponent(callId.toString())}`, parameters),
  /** The bulk export of a call's destinations, all of them or those of a range of their numbers. */
  callBulk: (callId: bigint | string, parameters?: Record<string, string | string[] | undefined>) =>
    addressOf(`/usage/calls/${encodeURIComponent(callId.toString())}/bulk`, parameters),
  /** The months of which there are sheets, and the sheet of one (`2026-10`). */
  statements: () => '/statements',
  statement: (month: string, parameters?: Record<string, string | string[] | undefined>) =>
    addressOf(`/statements/${encodeURIComponent(month)}`, parameters),
  /** 通信料のお知らせ, and one of its addresses until the code sent to it was entered. */
  alert: (parameters?: { done?: string }) => addressOf('/statements/alert', parameters),
  alertAddress: (id: string, parameters?: { mail?: string }) =>
    addressOf(`/statements/alert/${encodeURIComponent(id)}`, parameters),
  /** The contract's own names for numbers. Addresses name them by ids: a number stands in none. */
  numbers: (parameters?: Record<string, string | undefined>) => addressOf('/numbers', parameters),
  numberNew: () => '/numbers/new',
  numberName: (id: string, parameters?: Record<string, string | undefined>) =>
    addressOf(`/numbers/${encodeURIComponent(id)}`, parameters),
  numberImport: () => '/numbers/import',
  /** What an import would change. */
  numberDraft: (id: string) => `/numbers/import/${encodeURIComponent(id)}`,
  exports: () => '/exports',
  /** 毎月の自動作成. */
  exportsMonthly: (parameters?: { done?: string }) => addressOf('/exports/monthly', parameters),
  /** What follows a request, in the manual's words. */
  exportAccepted: () => '/exports/accepted',
  /** How far the user's set has come. */
  exportState: () => '/exports/state',
  exportManifest: (exportId: string) => `/exports/${encodeURIComponent(exportId)}/manifest`,
} as const
