import { expect, test } from '@playwright/test'
import { isPermitted } from '@/lib/auth/permissions'
import { handlersOfApp, pagesOfApp } from '@/tests/support/pages-of-app'
import { addressTable, type AddressRow } from './support/address-table'
import { portalUrl } from './support/api'
import { makeCast, nobodys, ofAccount, roles, type Cast, type Ids, type Role } from './support/cast'

/** Whose the thing is that an address names. */
type Whose = 'own' | 'otherDepartment' | 'colleague' | 'stranger' | keyof typeof nobodys

/** With what a request comes. */
type Admission = 'cookie' | 'key' | 'nothing'

interface Question {
  row: AddressRow
  /** Absent where nobody's account asks. */
  role?: Role
  admission: Admission
  whose: Whose
}

// Its accounts are shared by the tests, each of which asks as its own.
test.describe.configure({ mode: 'default' })

let cast: Cast
test.beforeAll(async () => {
  test.setTimeout(180_000)
  cast = await makeCast()
})

test('the table has every address of app, and no other @server', () => {
  const listed = new Set(addressTable.map(({ app }) => app))
  expect([...listed].sort()).toEqual([...pagesOfApp(), ...handlersOfApp()].sort())
})

/** Whose things an address is asked for with. */
function whoseOf({ names }: AddressRow): Whose[] {
  if (!names) return ['own']
  const others: Whose[] = ofAccount.includes(names)
    ? ['colleague']
    : names === 'callId'
      ? ['otherDepartment']
      : []
  return ['own', ...others, 'stranger', 'unknown', 'nonsense']
}

function idsOf({ role, whose, row }: Question): Ids {
  const own = cast.actors[role ?? 'administrator'].ids
  switch (whose) {
    case 'own':
      return own
    case 'otherDepartment':
      return { ...own, callId: cast.otherCall }
    case 'colleague':
    case 'stranger':
      return { ...own, [row.names!]: cast[whose].ids[row.names!] }
    default:
      return { ...own, [row.names!]: nobodys[whose][row.names!] }
  }
}

/**
 * The one rule: who is not admitted signs in or is refused; who lacks what an address needs is refused, whatever it names;
 * what is not the account's own to see is not there, as what nobody has.
 */
function expectedOf({ row, role, admission, whose }: Question): number {
  const { by, needs, status = 200, statusSignedIn = status, malformed, looksFirst } = row
  if (by === 'nobody') return admission === 'cookie' ? statusSignedIn : status
  const isAdmitted = role !== undefined && admission === (by === 'key' ? 'key' : 'cookie')
  if (!isAdmitted) return by === 'page' ? 307 : by === 'key' && status === 405 ? 405 : 401
  if (whose === 'nonsense' && malformed !== undefined) return malformed
  const { account } = cast.actors[role]
  const isSeen = whose === 'own' || (whose === 'otherDepartment' && account.callers === 'all')
  const isRefused =
    needs === 'wholeContract'
      ? account.callers !== 'all'
      : needs !== undefined && !isPermitted(account, needs)
  if (isRefused && (isSeen || !looksFirst)) return 403
  return isSeen ? status : 404
}

async function statusOf(question: Question): Promise<{ status: number; location: string | null }> {
  const { row, role, admission } = question
  const { of, method = 'GET', body } = row
  const actor = role && cast.actors[role]
  const ids = idsOf(question)
  const answer = await fetch(portalUrl(of(ids, cast.date)), {
    method,
    redirect: 'manual',
    headers: {
      ...(admission === 'cookie' && { cookie: actor!.cookie }),
      ...(admission === 'key' && { authorization: `Bearer ${actor!.key}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body(ids, cast.date)) }),
  })
  await answer.arrayBuffer()
  return { status: answer.status, location: answer.headers.get('location') }
}

for (const role of [...roles, undefined])
  test(`${role ?? 'who is not signed in'} is answered by the one rule at every address @server`, async () => {
    test.slow()
    const admissions: Admission[] = role ? ['cookie', 'key'] : ['nothing']
    const wrong: string[] = []
    for (const row of addressTable)
      for (const whose of whoseOf(row))
        for (const admission of admissions) {
          const question = { row, role, admission, whose }
          const expected = expectedOf(question)
          const { status, location } = await statusOf(question)
          const leads = expected === 307 && row.by === 'page' && admission !== 'cookie'
          const isLed = !leads || /^(http:\/\/[^/]+)?\/login\?next=/.test(location ?? '')
          if (status !== expected || !isLed)
            wrong.push(
              `${row.method ?? 'GET'} ${row.app} (${whose}, ${admission}): ${status}, not ${expected} ${location ?? ''}`,
            )
        }
    expect(wrong).toEqual([])
  })
