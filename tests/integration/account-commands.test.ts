import { randomBytes } from 'node:crypto'
import type { PortalError } from '@/lib/errors'
import { createAccount } from '@/lib/accounts/create-account'
import { createContract } from '@/lib/accounts/create-contract'
import { listAccounts } from '@/lib/accounts/list-accounts'
import { lockAccount } from '@/lib/accounts/lock-account'
import { resetPassword } from '@/lib/accounts/reset-password'
import { setAddress } from '@/lib/accounts/set-address'
import { setMultiFactor } from '@/lib/accounts/set-multi-factor'
import { showAccount } from '@/lib/accounts/show-account'
import { unlockAccount } from '@/lib/accounts/unlock-account'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { readSession } from '@/lib/auth/session'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import { readOutbox } from '@/lib/mail/outbox'
import { createAccountInUse, createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const source = { address: null, userAgent: 'test' }
const operator = 'yamada'

const newId = () => `new-${randomBytes(5).toString('hex')}`
const refusalOf = (work: Promise<unknown>) => work.catch((error: PortalError) => error.refusal)
const signInWith = (userId: string, password: string, now = start) =>
  startSignIn({ userId, password }, source, now)
const failThrice = async (userId: string) => {
  for (let time = 0; time < 3; time++) await signInWith(userId, 'wrong')
}

const accountInUse = (options?: Parameters<typeof createAccountInUse>[1]) =>
  createAccountInUse(start, options)
const isOpen = async (sessionId: string) => (await readSession(sessionId, after(10))) !== undefined
const isPending = async (token: string) =>
  (await completeSignIn({ token, otp: undefined }, source, start)).outcome !== 'gone'

const beginAddressChange = (accountId: bigint) =>
  getPrisma().addressChange.create({ data: { accountId, newEmail: 'x@y.example', expiresAt: after(60) } })
const addressChanges = (accountId: bigint) => getPrisma().addressChange.count({ where: { accountId } })

async function operatorEvents({ userId }: { userId: string }) {
  const account = await getPrisma().account.findUniqueOrThrow({ where: { userId } })
  return getPrisma().securityEvent.findMany({
    where: { accountId: account.id, actor: { startsWith: 'operator:' } },
    orderBy: { id: 'asc' },
    omit: { id: true, accountId: true },
  })
}

const eventBy = (kind: string, detail: object = {}) => ({
  ...{ kind, actor: `operator:${operator}`, at: start, contractNumber: '04' },
  requestId: null,
  sourceAddress: null,
  userAgent: null,
  detail,
})

test('a contract is added once', async () => {
  const contract = { contractNumber: newId(), name: '見本商事' }
  await createContract(contract, operator, start)
  expect(await refusalOf(createContract({ ...contract, name: '他社' }, operator, start))).toEqual({
    code: 'contractExists',
    contractNumber: contract.contractNumber,
  })
  const { contractNumber } = contract
  const kept = await getPrisma().contract.findUnique({ where: { number: contractNumber } })
  expect(kept).toEqual({ number: contractNumber, name: '見本商事', createdAt: start })
  const events = await getPrisma().securityEvent.findMany({ where: { contractNumber } })
  expect(events).toMatchObject([{ kind: 'contractCreated', actor: 'operator:yamada' }])
})

describe('account create', () => {
  const made = (changes: object = {}) => ({
    userId: newId(),
    contractNumber: '04',
    email: undefined,
    multiFactor: false,
    role: 'administrator' as const,
    masksNumbers: false,
    departments: [],
    ...changes,
  })
  beforeAll(() => createTestAccount())

  test('its user signs in with the generated password, even where the ID was locked by guessing', async () => {
    const account = made()
    await failThrice(account.userId)
    const { password } = await createAccount(account, operator, start)
    expect((await signInWith(account.userId, password)).outcome).toBe('started')
    expect(await operatorEvents(account)).toEqual([
      eventBy('accountCreated', { multiFactor: false, role: 'administrator', masksNumbers: false }),
    ])
  })

  test('with 多要素認証 it needs an address', async () => {
    const account = made({ multiFactor: true })
    expect(await refusalOf(createAccount(account, operator, start))).toMatchObject({ code: 'addressMissing' })
    const { password } = await createAccount({ ...account, email: 'a@example.com' }, operator, start)
    expect(await signInWith(account.userId, password)).toMatchObject({ outcome: 'started', needsOtp: true })
  })

  test('an unknown contract and a user ID in use are refused, and change nothing', async () => {
    const account = await createTestAccount()
    await signInWith(account.userId, 'wrong')
    const { userId } = account
    expect(await refusalOf(createAccount(made({ userId }), operator, start))).toEqual({
      code: 'accountExists',
      userId,
    })
    expect(await refusalOf(createAccount(made({ contractNumber: '99' }), operator, start))).toEqual({
      code: 'unknownContract',
      contractNumber: '99',
    })
    expect((await showAccount(userId, start)).strikes).toBe(1)
    expect((await signInWith(userId, testPassword)).outcome).toBe('started')
  })
})

test('reset-password: only the new one signs in, at once; sessions and pending sign-ins are over', async () => {
  const account = await accountInUse()
  await failThrice(account.userId)
  const { password, isLockedByOperator } = await resetPassword(account.userId, operator, start)
  expect(isLockedByOperator).toBe(false)
  expect(await isOpen(account.sessionId)).toBe(false)
  expect(await isPending(account.token)).toBe(false)
  expect((await signInWith(account.userId, testPassword)).outcome).toBe('refused')
  expect((await signInWith(account.userId, password)).outcome).toBe('started')
  expect(await operatorEvents(account)).toEqual([eventBy('passwordReset')])
  expect((await showAccount(account.userId, start)).passwordChangedAt).toEqual(start)
})

test('reset-password leaves an operator’s lock, says so, and drops a change of address under way', async () => {
  const account = await accountInUse({ multiFactor: true })
  await beginAddressChange(account.accountId)
  await lockAccount({ userId: account.userId, reason: undefined }, operator, start)
  const { password, isLockedByOperator } = await resetPassword(account.userId, operator, start)
  expect(isLockedByOperator).toBe(true)
  expect(await signInWith(account.userId, password)).toEqual({ outcome: 'locked', until: undefined })
  expect(await addressChanges(account.accountId)).toBe(0)
})

test('lock ends sessions everywhere; after unlock the user signs in anew, and nothing old comes back', async () => {
  const account = await accountInUse()
  const { userId } = account
  await lockAccount({ userId, reason: '退職' }, operator, start)
  expect(await isOpen(account.sessionId)).toBe(false)
  expect(await signInWith(userId, testPassword)).toEqual({ outcome: 'locked', until: undefined })
  await lockAccount({ userId, reason: undefined }, 'other', after(60))
  expect(await showAccount(userId, start)).toMatchObject({ lockedByOperatorAt: start, openSessions: 0 })

  const lifted = { operatorLock: true, tenMinuteLock: false, failures: 0 }
  expect(await unlockAccount({ userId, reason: '本人確認済み' }, operator, start)).toEqual(lifted)
  expect(await isOpen(account.sessionId)).toBe(false)
  expect(await isPending(account.token)).toBe(false)
  expect((await signInWith(userId, testPassword)).outcome).toBe('started')
  expect(await operatorEvents(account)).toEqual([
    eventBy('accountLocked', { reason: '退職' }),
    { ...eventBy('accountLocked'), actor: 'operator:other', at: after(60) },
    eventBy('accountUnlocked', { reason: '本人確認済み', ...lifted }),
  ])
})

test('unlock lifts the lock of ten minutes and forgets the failures', async () => {
  const { userId } = await createTestAccount()
  await failThrice(userId)
  expect(await showAccount(userId, after(599))).toMatchObject({ strikes: 3, lockedUntil: after(600) })
  expect(await showAccount(userId, after(600))).toMatchObject({ strikes: 0, lockedUntil: null })
  const unlock = (now: Date) => unlockAccount({ userId, reason: '本人確認済み' }, operator, now)
  expect(await unlock(start)).toEqual({ operatorLock: false, tenMinuteLock: true, failures: 3 })
  expect(await unlock(start)).toEqual({ operatorLock: false, tenMinuteLock: false, failures: 0 })
  await failThrice(userId)
  expect(await unlock(after(600))).toEqual({ operatorLock: false, tenMinuteLock: false, failures: 0 })
  await signInWith(userId, 'wrong')
  expect(await unlock(start)).toEqual({ operatorLock: false, tenMinuteLock: false, failures: 1 })
  expect(await showAccount(userId, start)).toMatchObject({ strikes: 0, lockedUntil: null })
  expect((await signInWith(userId, testPassword)).outcome).toBe('started')
})

test('set-mfa: on needs an address; sign-ins under way begin anew, open sessions go on', async () => {
  const account = await accountInUse()
  const { userId } = account
  await setMultiFactor({ userId, enabled: true }, operator, start)
  expect(await isPending(account.token)).toBe(false)
  expect(await isOpen(account.sessionId)).toBe(true)
  expect(await signInWith(userId, testPassword)).toMatchObject({ needsOtp: true })
  await setMultiFactor({ userId, enabled: false }, operator, start)
  expect(await signInWith(userId, testPassword)).toMatchObject({ needsOtp: false })
  await getPrisma().account.update({ where: { userId }, data: { email: null } })
  expect(await refusalOf(setMultiFactor({ userId, enabled: true }, operator, start))).toEqual({
    code: 'addressMissing',
    userId,
  })
  expect(await operatorEvents(account)).toEqual([
    eventBy('multiFactorSet', { enabled: true }),
    eventBy('multiFactorSet', { enabled: false }),
  ])
})

test('set-email: everything begun with the old address ends, and it is told; the trail names no address', async () => {
  const account = await accountInUse({ multiFactor: true })
  const { userId, accountId } = account
  await beginAddressChange(accountId)
  const set = (email: string) => setAddress({ userId, email, reason: '本人確認済み' }, operator, start)
  expect(await set('new@example.com')).toBe('outbox')
  expect(await isOpen(account.sessionId)).toBe(false)
  expect(await isPending(account.token)).toBe(false)
  expect(await addressChanges(accountId)).toBe(0)
  const [mail] = (await readOutbox()).filter(({ to }) => to === `${userId}@example.com`)
  expect(mail!.text).not.toContain('new@example.com')
  expect(await showAccount(userId, start)).toMatchObject({ email: 'new@example.com', multiFactor: true })
  expect(await operatorEvents(account)).toEqual([eventBy('addressSet', { reason: '本人確認済み' })])
  expect(await refusalOf(set('new@example.com'))).toEqual({ code: 'addressSame', userId })
})

test('set-email gives an address to an account made without one: 多要素認証 can be turned on', async () => {
  const { userId } = await createTestAccount({ email: null })
  expect(await setAddress({ userId, email: 'first@example.com', reason: 'x' }, operator, start)).toBe('none')
  await setMultiFactor({ userId, enabled: true }, operator, start)
  expect(await signInWith(userId, testPassword)).toMatchObject({ outcome: 'started', needsOtp: true })
})

test('show and list: the state of accounts, of one contract or all', async () => {
  const contractNumber = newId()
  const account = await accountInUse({ contractNumber })
  const other = await createTestAccount({ contractNumber })
  await signInWith(other.userId, 'wrong')
  expect(await showAccount(account.userId, after(1))).toMatchObject({
    userId: account.userId,
    contractNumber,
    contractName: 'Test',
    openSessions: 1,
    strikes: 0,
    ...{ email: `${account.userId}@example.com`, lockedByOperatorAt: null, lockedUntil: null },
  })
  expect((await showAccount(account.userId, after(30 * 60))).openSessions).toBe(0)
  const listed = await listAccounts(contractNumber, after(1))
  expect(listed.map(({ userId, strikes }) => [userId, strikes])).toEqual(
    [[account.userId, 0] as const, [other.userId, 1] as const].sort(([one], [two]) => (one < two ? -1 : 1)),
  )
  expect((await listAccounts(undefined, start)).length).toBeGreaterThan(listed.length)
  expect(await refusalOf(listAccounts('99', start))).toEqual({
    code: 'unknownContract',
    contractNumber: '99',
  })
})

test('no password stands in the database in clear, the trail included', async () => {
  const account = await createTestAccount()
  const { password } = await resetPassword(account.userId, operator, start)
  const { rows } = await pool().query<{ text: string }>(
    'SELECT t::text AS text FROM account AS t UNION ALL SELECT t::text FROM security_event AS t',
  )
  expect(rows.filter(({ text }) => text.includes(password))).toEqual([])
})
