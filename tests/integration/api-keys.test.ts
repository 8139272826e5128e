import { findKey, keyState } from '@/lib/auth/api-key'
import { liveKeysMax } from '@/lib/auth/key-limits'
import { startSignIn } from '@/lib/auth/start-sign-in'
import type { Prisma } from '@/lib/db/generated/client'
import { getPrisma } from '@/lib/db/prisma'
import { readAllActivity } from '@/lib/audit/read-activity'
import { addKey } from '@/lib/keys/add-key'
import { listKeys } from '@/lib/keys/list-keys'
import { makeKey } from '@/lib/keys/make-key'
import { revokeKey } from '@/lib/keys/revoke-key'
import { japanDateOf } from '@/lib/time/japan-time'
import { createTestUser, testPassword } from '@/tests/support/account'
import { keyIdOf } from '@/tests/support/api-keys'
import { useTestDatabase } from '@/tests/support/connected-database'

useTestDatabase()
const source = { address: '192.0.2.1', userAgent: 'test' }
const now = new Date()
const today = japanDateOf(now)
const tomorrow = new Date(now.getTime() + 86_400_000)

type User = Awaited<ReturnType<typeof createTestUser>>

const make = (user: User, name = '会計', userId = user.userId, password = testPassword) =>
  makeKey(user, { name, userId, until: today }, password, source, now)

async function madeKey(user: User, name?: string, userId?: string): Promise<string> {
  const made = await make(user, name, userId)
  if (made.outcome !== 'made') throw new Error(made.outcome)
  return made.key
}

/** The keys of the user's own account in the list of the contract's. */
async function keysOf(user: User) {
  const keys = await listKeys(user, now)
  return keys.filter(({ userId }) => userId === user.userId)
}

async function stateOf(key: string, at = now) {
  const found = await findKey(key)
  return found && keyState(getPrisma(), found, at)
}

test('a key is known by all of it alone, and stored as a hash', async () => {
  const user = await createTestUser()
  const key = await madeKey(user)
  expect(key).toMatch(/^bfx_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/)
  expect((await findKey(key))?.accountId).toBe(user.accountId)
  const [, id, secret] = /^bfx_(\w{12})_(.+)$/.exec(key)!
  const other = await madeKey(user, '別の鍵')
  for (const wrong of [
    '',
    key.slice(0, -1),
    `${key}x`,
    key.slice(4),
    `bfx_${id}_${'A'.repeat(43)}`,
    `bfx_${keyIdOf(other)}_${secret}`,
    `bfx_${'0'.repeat(12)}_${secret}`,
  ])
    expect(await findKey(wrong)).toBeUndefined()
  const row = await getPrisma().apiKey.findUniqueOrThrow({ where: { id } })
  expect(
    JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain(secret)
})

test('a key ends with its last day, when it is revoked, and while its account is locked', async () => {
  const user = await createTestUser()
  const key = await madeKey(user)
  expect(await stateOf(key)).toBe('live')
  const endOfDay = new Date(`${today}T24:00:00+09:00`)
  expect(await stateOf(key, new Date(endOfDay.getTime() - 1))).toBe('live')
  expect(await stateOf(key, endOfDay)).toBe('expired')

  const { accountId: id, userId } = user
  await getPrisma().account.update({ where: { id }, data: { lockedAt: now } })
  expect(await stateOf(key)).toBe('locked')
  await getPrisma().account.update({ where: { id }, data: { lockedAt: null } })
  expect(await stateOf(key)).toBe('live')

  for (let strike = 0; strike < 3; strike += 1)
    await startSignIn({ userId, password: 'Wrong!2026' }, { ...source, address: null }, now)
  expect(await stateOf(key)).toBe('locked')
  expect(await keysOf(user)).toMatchObject([{ id: keyIdOf(key), state: 'locked' }])
  expect(await stateOf(key, new Date(now.getTime() + 601_000))).not.toBe('locked')

  expect(await revokeKey(user, keyIdOf(key), source, now)).toEqual({ name: '会計', isChanged: true })
  expect(await revokeKey(user, keyIdOf(key), source, now)).toEqual({ name: '会計', isChanged: false })
  expect(await stateOf(key, tomorrow)).toBe('revoked')
})

describe('a key that an administrator made for another account', () => {
  async function keyForColleague() {
    const [admin, colleague] = [await createTestUser(), await createTestUser({ role: 'reader' })]
    return { admin, colleague, key: await madeKey(admin, '会計', colleague.userId) }
  }
  const change = ({ accountId: id }: User, data: Prisma.AccountUpdateInput) =>
    getPrisma().account.update({ where: { id }, data })

  test.each<[string, Prisma.AccountUpdateInput, Prisma.AccountUpdateInput]>([
    ['is locked by an operator', { lockedAt: now }, { lockedAt: null }],
    ['is no administrator any more', { role: 'reader' }, { role: 'administrator' }],
    ['must replace the password', { firstPasswordUntil: tomorrow }, { firstPasswordUntil: null }],
  ])('opens nothing while its maker %s', async (_, over, back) => {
    const { admin, colleague, key } = await keyForColleague()
    const own = await madeKey(admin)
    await change(admin, over)
    expect(await stateOf(key)).toBe('makerGone')
    expect(await stateOf(own)).not.toBe('live')
    const another = await createTestUser()
    const listed = await listKeys(another, now)
    expect(listed.find(({ id }) => id === keyIdOf(key))).toMatchObject({ state: 'makerGone' })
    // Another administrator makes one that works.
    expect(await stateOf(await madeKey(another, '引き継ぎ', colleague.userId))).toBe('live')
    await change(admin, back)
    expect(await stateOf(key)).toBe('live')
  })

  test('goes on during the ten minutes that guesses at its maker’s password lock, which anybody can cause', async () => {
    const { admin, key } = await keyForColleague()
    const own = await madeKey(admin)
    for (let strike = 0; strike < 3; strike += 1)
      await startSignIn({ userId: admin.userId, password: 'Wrong!2026' }, { ...source, address: null }, now)
    expect(await stateOf(own)).toBe('locked')
    expect(await stateOf(key)).toBe('live')
  })

  test('is gone with its maker', async () => {
    const { admin, key } = await keyForColleague()
    await getPrisma().account.delete({ where: { id: admin.accountId } })
    expect(await findKey(key)).toBeUndefined()
  })
})

describe('making a key', () => {
  test('asks for the password: without it no key is made, a wrong one is a strike, the third locks', async () => {
    const user = await createTestUser()
    const tryWith = (password: string) => make(user, '会計', user.userId, password)
    expect(await tryWith('')).toEqual({ outcome: 'missing' })
    expect(await tryWith('Right!2026 ')).toEqual({ outcome: 'impossible', problem: 'blank' })
    expect(await tryWith('Wrong!2026')).toEqual({ outcome: 'wrong' })
    expect(await tryWith('Wrong!2026')).toEqual({ outcome: 'wrong' })
    const locked = { outcome: 'locked', until: new Date(now.getTime() + 600_000) }
    expect(await tryWith('Wrong!2026')).toEqual(locked)
    expect(await tryWith(testPassword)).toEqual(locked)
    expect(await keysOf(user)).toEqual([])
    const filter = { from: today, to: today, kind: 'keyCreationFailure' } as const
    expect(await readAllActivity(user, filter)).toHaveLength(3)
  })

  test('with the right password forgets no earlier failure', async () => {
    const user = await createTestUser()
    for (let time = 0; time < 2; time += 1) await make(user, '会計', user.userId, 'Wrong!2026')
    expect((await make(user)).outcome).toBe('made')
    expect((await make(user, '別の鍵', user.userId, 'Wrong!2026')).outcome).toBe('locked')
  })
})

test('keys that open something are listed first and all of them, however many have ended since', async () => {
  const user = await createTestUser({ contractNumber: '77' })
  const first = await madeKey(user)
  const row = (index: number): Prisma.ApiKeyCreateManyInput => ({
    id: index.toString(16).padStart(12, '0'),
    secretHash: Buffer.alloc(32),
    accountId: user.accountId,
    name: `鍵${index}`,
    madeBy: user.userId,
    createdAt: new Date(now.getTime() + index + 1),
    expiresAt: tomorrow,
    revokedAt: index % 2 === 0 ? now : null,
    ...(index % 2 === 1 && { createdAt: new Date(now.getTime() - 1_000 + index), expiresAt: now }),
  })
  await getPrisma().apiKey.createMany({ data: Array.from({ length: 600 }, (_, index) => row(index)) })
  const listed = await listKeys(user, now)
  expect(listed[0]).toMatchObject({ id: keyIdOf(first), state: 'live' })
  expect(listed).toHaveLength(501)
  expect(listed.slice(1).some(({ state }) => state !== 'expired' && state !== 'revoked')).toBe(false)
})

test('an administrator makes keys for accounts of the contract, and nobody else does', async () => {
  const [admin, colleague, stranger] = [
    await createTestUser(),
    await createTestUser(),
    await createTestUser({ contractNumber: '05' }),
  ]
  const key = await madeKey(admin, '部門用', colleague.userId)
  expect((await findKey(key))?.accountId).toBe(colleague.accountId)
  expect(await make(admin, '会計', stranger.userId)).toEqual({ outcome: 'unknownAccount' })
  expect(await make(admin, '会計', 'nobody')).toEqual({ outcome: 'unknownAccount' })

  const refused = { refusal: { code: 'notAllowed' } }
  const reader = { ...colleague, role: 'reader' } as const
  await expect(make(reader)).rejects.toMatchObject(refused)
  await expect(revokeKey(reader, keyIdOf(key), source, now)).rejects.toMatchObject(refused)
  await expect(listKeys(reader, now)).rejects.toMatchObject(refused)
  await expect(revokeKey(stranger, keyIdOf(key), source, now)).rejects.toMatchObject({
    refusal: { code: 'notFound' },
  })
  expect((await listKeys(stranger, now)).map(({ id }) => id)).not.toContain(keyIdOf(key))
  expect(await stateOf(key)).toBe('live')

  // Both accounts see who did it, and what it was.
  const filter = { from: today, to: today, kind: 'keyCreated' } as const
  const detail = { key: '部門用', userId: colleague.userId }
  expect(await readAllActivity(admin, filter)).toMatchObject([{ actor: 'self', detail }])
  expect(await readAllActivity(colleague, filter)).toMatchObject([{ actor: 'administrator', detail }])
})

test('names and the number of live keys are exact, however many are made at once', async () => {
  const user = await createTestUser()
  // Of many passwords at once only three would be compared.
  const add = (name: string) => addKey(user, { name, userId: user.userId, until: today }, source, now)
  const twins = await Promise.all([add('会計'), add('会計'), add('会計')])
  expect(twins.map(({ outcome }) => outcome).sort()).toEqual(['made', 'taken', 'taken'])
  const many = await Promise.all(Array.from({ length: liveKeysMax + 2 }, (_, index) => add(`鍵${index}`)))
  expect(many.filter(({ outcome }) => outcome === 'made')).toHaveLength(liveKeysMax - 1)
  expect(many.filter(({ outcome }) => outcome === 'full')).toHaveLength(3)
  const [first] = await keysOf(user)
  await revokeKey(user, first!.id, source, now)
  expect((await make(user, first!.name)).outcome).toBe('made')
})
