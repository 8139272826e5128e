import { completedChangeCookieName, pendingSignInCookieName } from '@/lib/auth/cookies'
import { createPendingSignIn } from '@/lib/auth/pending-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import { requestExport } from '@/lib/exports/request-export'
import { keepDraft } from '@/lib/numbers/draft'
import { paths } from '@/lib/paths'
import { addMonthsTo, japanMonthOf } from '@/lib/time/japan-month'
import { japanDateOf } from '@/lib/time/japan-time'
import { saveSearch } from '@/lib/usage/save-search'
import { usageSearchParameters } from '@/lib/usage/search'
import { createTestAccount, type AccountSettings, type TestAccount } from './account'
import { eventually } from './eventually'
import { openSession } from './open-session'
import { pagesOfApp } from './pages-of-app'

/** One of the portal's pages, with all that its address names. */
export interface PageVisit {
  /** One of `pagesOfApp`. */
  page: string
  address: string
  /** Absent where the page is read without them. */
  cookies?: { name: string; value: string }[]
}

const source = { address: null, userAgent: null }

/** The manual's day, of which contract 04 has more than a page. */
const manualDay = { startDate: '2014-07-06', startHour: 0, endDate: '2014-07-06', endHour: 23 }
const search = { ...manualDay, by: 'call', output: 'screen' } as const

/**
 * An account, of the demo's contract 04 unless given, that has one of everything, and every page of the portal as it sees it. It is
 * made in the database that the process is connected to, which the portal serves.
 * @param secret of the portal: its AUTH_SECRET.
 * @param settings of an account that may not do all: what it may not make, it made when it still might. Another contract
 *   has usage on the manual's day, and a name.
 * @throws Error for a page of `app` that is not in the list below, or is no more.
 */
export async function visitEveryPage(
  secret: string,
  settings: Omit<AccountSettings, 'multiFactor' | 'email' | 'firstPasswordUntil'> = {},
): Promise<PageVisit[]> {
  const account = await createTestAccount({ multiFactor: true, ...settings })
  const db = getPrisma()
  const session = [await openSession({ ...account, sessionVersion: 1 }, secret)]
  const token = await createPendingSignIn(
    db,
    { id: account.accountId, multiFactor: true, sessionVersion: 1 },
    new Date(),
  )
  const completed = (change: string) => [{ name: completedChangeCookieName, value: change }]
  const { callId, nameId, savedId, draftId, exportId, addressId } = await makeOneOfEach(account)
  const lastMonth = addMonthsTo(japanMonthOf(japanDateOf(new Date())), -1)

  const signedOut: Record<string, string> = {
    '/': paths.home(),
    '/accessibility': paths.accessibility(),
    '/dev/outbox': paths.outbox(),
    '/help': paths.help(),
    '/help/[topic]': paths.help('usage'),
    '/logged-out': paths.loggedOut(),
    '/login': paths.login(),
  }
  const signedIn: Record<string, string> = {
    '/account/activity': paths.activity(),
    '/account/email': paths.email(),
    '/account/email/verify': paths.emailVerify(),
    '/account/other': paths.otherAccount(),
    '/account/password': paths.password(),
    '/account/sessions': paths.sessions(),
    '/account/tokens': paths.keys(),
    '/exports': paths.exports(),
    '/exports/[exportId]/manifest': paths.exportManifest(exportId),
    '/exports/accepted': paths.exportAccepted(),
    '/exports/monthly': paths.exportsMonthly(),
    '/menu': paths.menu(),
    '/numbers': paths.numbers(),
    '/numbers/[nameId]': paths.numberName(nameId),
    '/numbers/import': paths.numberImport(),
    '/numbers/import/[draftId]': paths.numberDraft(draftId),
    '/numbers/new': paths.numberNew(),
    '/statements': paths.statements(),
    '/statements/[month]': paths.statement(lastMonth),
    '/statements/alert': paths.alert(),
    '/statements/alert/[addressId]': paths.alertAddress(addressId),
    '/usage': paths.usage(usageSearchParameters(search)),
    '/usage/calls/[callId]': paths.call(callId, usageSearchParameters(search)),
    '/usage/calls/[callId]/bulk': paths.callBulk(callId),
    '/usage/saved': paths.savedSearches(),
    '/usage/saved/[savedId]': paths.savedSearch(savedId),
    '/usage/saved/[savedId]/edit': paths.savedSearchEdit(savedId),
  }
  const visits: PageVisit[] = [
    ...Object.entries(signedOut).map(([page, address]) => ({ page, address })),
    ...Object.entries(signedIn).map(([page, address]) => ({ page, address, cookies: session })),
    {
      page: '/login/verify',
      address: paths.verify(),
      cookies: [{ name: pendingSignInCookieName, value: token }],
    },
    { page: '/account/password/changed', address: paths.passwordChanged(), cookies: completed('password') },
    { page: '/account/email/changed', address: paths.emailChanged(), cookies: completed('email') },
  ]
  const listed = visits.map(({ page }) => page)
  const pages = pagesOfApp()
  const missing = pages.filter((page) => !listed.includes(page))
  const gone = listed.filter((page) => !pages.includes(page))
  if (missing.length + gone.length > 0)
    throw new Error(`tests/support/portal-pages.ts lacks ${missing.join(', ')}; gone are ${gone.join(', ')}`)
  return visits
}

/** What the addresses name: a call, a name, a saved search, an import to be confirmed, a set that is ready, and an alert. */
async function makeOneOfEach(account: TestAccount) {
  const db = getPrisma()
  const { accountId, contractNumber, callers } = account
  const { callId } = await db.usageCall.findFirstOrThrow({
    where: { contractNumber, ...(callers !== 'all' && { callerNumber: { in: callers.numbers } }) },
    // The manual's broadcast, of the demo's calls.
    orderBy: [{ destinationCount: 'desc' }, { calledAt: 'asc' }, { callId: 'asc' }],
  })
  const { id: nameId } = await db.numberName.findFirstOrThrow({ where: { contractNumber } })
  const entries = [{ number: '0399998888', name: '新しい支店', department: '営業部', accountCode: '5410' }]
  const draftId = await keepDraft({ ...account, role: 'administrator' }, 'merge', entries, new Date())
  const saved = { by: 'call', output: 'screen', period: 'lastMonth' } as const
  await saveSearch(account, '先月の呼', saved, undefined, source, new Date())
  const { id: savedId } = await db.savedSearch.findFirstOrThrow({ where: { accountId } })
  await db.addressChange.create({
    data: { accountId, newEmail: 'new@example.com', expiresAt: new Date(Date.now() + 1_800_000) },
  })
  const order = {
    search: { ...search, output: 'bulk' },
    encoding: 'utf-8',
    formulas: 'guarded',
    locale: 'ja',
  } as const
  const taken = await requestExport(account, order, source, new Date())
  if (taken.outcome !== 'taken') throw new Error(`the set was not taken: ${taken.outcome}`)
  // The portal's own worker makes it.
  await eventually(
    async () => {
      const { state } = await db.exportRequest.findUniqueOrThrow({ where: { accountId } })
      if (state !== 'ready') throw new Error(`the set is ${state}`)
    },
    { seconds: 60, everyMilliseconds: 200 },
  )
  const { id: addressId } = await makeAlert(account)
  return { callId, nameId, savedId, draftId, exportId: taken.exportId, addressId }
}

/** An amount, and the contract's address that waits for its code: shared by all accounts that are made here. */
async function makeAlert({ accountId, contractNumber }: TestAccount): Promise<{ id: string }> {
  const db = getPrisma()
  const setAt = new Date()
  const alert = { contractNumber, amount: 9_999_999_999n, setAt }
  await db.usageAlert.createMany({ data: [alert], skipDuplicates: true })
  const address = {
    contractNumber,
    email: 'accounts@example.com',
    slot: 1,
    accountId,
    locale: 'ja',
    addedAt: setAt,
  }
  await db.alertAddress.createMany({ data: [address], skipDuplicates: true })
  return db.alertAddress.findFirstOrThrow({ where: { contractNumber, verifiedAt: null } })
}
