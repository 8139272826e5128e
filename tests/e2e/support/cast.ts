import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { getPrisma } from '@/lib/db/prisma'
import { requestExport } from '@/lib/exports/request-export'
import { keepDraft } from '@/lib/numbers/draft'
import { keepSearch as keepNameSearch } from '@/lib/numbers/search-names'
import { addMonthsTo, japanMonthOf } from '@/lib/time/japan-month'
import { japanDateOf } from '@/lib/time/japan-time'
import { keepFilter } from '@/lib/usage/filters'
import { saveSearch } from '@/lib/usage/save-search'
import { readLocalSecret } from '@/scripts/local-secret'
import { createTestAccount, type AccountSettings, type TestAccount } from '@/tests/support/account'
import { keyIdOf } from '@/tests/support/api-keys'
import { affairs, sales } from '@/tests/support/departments'
import { eventually } from '@/tests/support/eventually'
import { insertUsage } from '@/tests/support/insert-usage'
import { storeNames } from '@/tests/support/number-names'
import { openSession } from '@/tests/support/open-session'
import { withDatabase } from './account'
import { newKey } from './api'

/** What addresses and forms name, of somebody. */
export interface Ids {
  callId: string
  nameId: string
  savedId: string
  filterId: string
  searchId: string
  draftId: string
  exportId: string
  addressId: string
  keyId: string
  sessionId: string
  month: string
}

/** Those that belong to one account; the others are of its contract. */
export const ofAccount: readonly (keyof Ids)[] = [
  ...(['savedId', 'filterId', 'searchId', 'draftId', 'exportId', 'sessionId'] as const),
]

/** Who asks. */
export const roles = ['administrator', 'reader', 'masked', 'limited'] as const
export type Role = (typeof roles)[number]

export interface Actor {
  account: TestAccount
  cookie: string
  key: string
  ids: Ids
}

export interface Cast {
  actors: Record<Role, Actor>
  /** Of the same contract, and of another one. */
  colleague: Actor
  stranger: Actor
  /** A call of the contract that is not of the limited reader's department. */
  otherCall: string
  /** The day of both contracts' usage, in a month before this one. */
  date: string
}

const settings: Record<Role, AccountSettings> = {
  administrator: {},
  reader: { role: 'reader' },
  masked: { masksNumbers: true },
  limited: { departments: [sales] },
}
const source = { address: null, userAgent: null }

/** Two contracts with usage, names and an alert, and accounts of every role that each have one of everything. */
export async function makeCast(): Promise<Cast> {
  const [home, away] = ['home', 'away'].map((name) => `${name}-${randomBytes(4).toString('hex')}`) as [
    string,
    string,
  ]
  const month = addMonthsTo(japanMonthOf(japanDateOf(new Date())), -1)
  const farMonth = addMonthsTo(month, -1)
  const date = `${month}-15`
  await withDatabase(async (pool) => {
    await addUsage(pool, home, date, 7_000_001)
    await addUsage(pool, away, date, 8_000_001)
    await addUsage(pool, away, `${farMonth}-15`, 9_000_001)
  })
  const actor = (contractNumber: string, own: AccountSettings, callId: number, ofMonth = month) =>
    withDatabase(() =>
      makeActor({ multiFactor: true, ...own, contractNumber }, date, String(callId), ofMonth),
    )
  const actors = {} as Record<Role, Actor>
  for (const role of roles) actors[role] = await actor(home, settings[role], 7_000_001)
  const colleague = await actor(home, {}, 7_000_001)
  const stranger = await actor(away, {}, 9_000_001, farMonth)
  await withDatabase(() => whenSetsAreReady([home, away]))
  return { actors, colleague, stranger, otherCall: '7000002', date }
}

/** The portal's own worker makes them. */
const whenSetsAreReady = (contractNumbers: string[]) =>
  eventually(
    async () => {
      const isOpen = { state: { in: ['waiting', 'running'] }, contractNumber: { in: contractNumbers } }
      if ((await getPrisma().exportRequest.count({ where: isOpen })) > 0)
        throw new Error('a set is not made yet')
    },
    { seconds: 60, everyMilliseconds: 200 },
  )

/** A call of each of two departments, their names, and an address that waits for its code. */
async function addUsage(pool: Pool, contractNumber: string, date: string, firstCall: number): Promise<void> {
  const callers = [sales, affairs].map((department, index) => ({
    ...{ number: `09${firstCall + index}`, name: `支店${index}`, department, accountCode: '' },
  }))
  await insertUsage(
    pool,
    contractNumber,
    date,
    callers.map(({ number }, index) => ({
      calls: 1,
      call: { call_id: String(firstCall + index), caller_number: `'${number}'` },
    })),
  )
  await storeNames(pool, contractNumber, callers)
  const setAt = new Date()
  const address = { contractNumber, slot: 1, locale: 'ja', addedAt: setAt, email: 'alert@example.com' }
  await getPrisma().usageAlert.createMany({
    data: [{ contractNumber, amount: 9_999_999_999n, setAt }],
    skipDuplicates: true,
  })
  await getPrisma().alertAddress.createMany({ data: [address], skipDuplicates: true })
}

async function makeActor(own: AccountSettings, date: string, callId: string, month: string): Promise<Actor> {
  const account = await createTestAccount(own)
  const { accountId, contractNumber } = account
  const db = getPrisma()
  const now = new Date()
  const period = { startDate: date, startHour: 0, endDate: date, endHour: 23 }
  const filterId = await keepFilter(account, { areas: ['JAPAN'] })
  const saved = { by: 'call', output: 'screen', period: 'lastMonth' } as const
  await saveSearch(account, '先月', saved, undefined, source, now)
  const names = [{ number: '0388887777', name: '新しい支店', department: sales, accountCode: '' }]
  const order = { search: { ...period, by: 'call', output: 'bulk' }, encoding: 'utf-8' } as const
  const taken = await requestExport(account, { ...order, formulas: 'guarded', locale: 'ja' }, source, now)
  if (taken.outcome !== 'taken') throw new Error(taken.outcome)
  await db.addressChange.create({
    data: { accountId, newEmail: 'new@example.com', expiresAt: new Date(Date.now() + 1_800_000) },
  })
  const secret = await readLocalSecret(process.env.PORTAL_TEST_DATA!)
  const { name, value } = await openSession({ accountId, sessionVersion: 1 }, secret)
  const { id: sessionId } = await db.signInSession.findFirstOrThrow({ where: { accountId } })
  const key = await newKey(account)
  return {
    account,
    cookie: `${name}=${value}`,
    key,
    ids: {
      callId,
      nameId: (await db.numberName.findFirstOrThrow({ where: { contractNumber } })).id,
      savedId: (await db.savedSearch.findFirstOrThrow({ where: { accountId } })).id,
      filterId,
      searchId: await keepNameSearch(account, '支店', now),
      draftId: await keepDraft({ ...account, role: 'administrator' }, 'merge', names, now),
      exportId: taken.exportId,
      addressId: (await db.alertAddress.findFirstOrThrow({ where: { contractNumber } })).id,
      keyId: keyIdOf(key),
      sessionId,
      month,
    },
  }
}

/** Ids that are nobody's: of the right form, and of none. */
export const nobodys: Record<'unknown' | 'nonsense', Ids> = {
  unknown: {
    ...{ callId: '6999999', month: '2001-01', keyId: 'ffffffffffff', sessionId: randomUUID() },
    ...{ nameId: randomUUID(), savedId: randomUUID(), filterId: randomUUID(), searchId: randomUUID() },
    ...{ draftId: randomUUID(), exportId: randomUUID(), addressId: randomUUID() },
  },
  nonsense: {
    ...{ callId: 'x', month: 'x', keyId: 'x', sessionId: 'x', nameId: 'x', savedId: 'x', filterId: 'x' },
    ...{ searchId: 'x', draftId: 'x', exportId: 'x', addressId: 'x' },
  },
}
