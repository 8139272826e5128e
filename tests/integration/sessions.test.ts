import { endOtherSessions } from '@/lib/auth/end-other-sessions'
import { listSessions } from '@/lib/auth/list-sessions'
import { findPendingSignIn } from '@/lib/auth/pending-sign-in'
import { createSession, readSession } from '@/lib/auth/session'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { createAccountInUse, createUserWithSessions, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const signedIn = () => createUserWithSessions(start)

describe('sessions', () => {
  test('end after 30 idle minutes, and use keeps them', async () => {
    const { sessions } = await signedIn()
    const [used, idle] = sessions
    for (let minute = 20; minute <= 60; minute += 20)
      expect(await readSession(used, after(minute * 60))).toBeDefined()
    expect(await readSession(idle, after(30 * 60))).toBeUndefined()
    expect(await readSession(used, after(89 * 60))).toBeDefined()
    expect(await readSession(used, after(89 * 60 + 1_800))).toBeUndefined()
  })

  test('end after 12 hours whatever happens', async () => {
    const { sessions } = await signedIn()
    for (let minute = 0; minute < 12 * 60; minute += 15)
      expect(await readSession(sessions[0], after(minute * 60))).toBeDefined()
    expect(await readSession(sessions[0], after(12 * 3_600))).toBeUndefined()
  })

  test('end when an operator locks the account', async () => {
    const { user, sessions } = await signedIn()
    await getPrisma().account.update({ where: { id: user.accountId }, data: { lockedAt: start } })
    for (const session of sessions) expect(await readSession(session, after(10))).toBeUndefined()
  })
})

const source = { address: '192.0.2.9', userAgent: 'test' }
const eventsOf = ({ accountId }: { accountId: bigint }) =>
  getPrisma().securityEvent.findMany({ where: { accountId }, select: { kind: true, detail: true } })

describe('the list of sessions', () => {
  test('has those that hold, the present one first, with where they were signed in', async () => {
    const { user, sessions } = await signedIn()
    const { accountId } = user
    const holder = { accountId, sessionVersion: 1 }
    const open = (at: Date, sessionVersion = 1) =>
      createSession(getPrisma(), { ...holder, sessionVersion }, source, at)
    const later = await open(after(60))
    await open(after(60), 7)
    const listed = await listSessions(user, after(61))
    expect(listed.map(({ id }) => id)).toEqual([sessions[0], later, sessions[1]])
    expect(listed.map(({ isPresent }) => isPresent)).toEqual([true, false, false])
    expect(listed[1]).toMatchObject({
      createdAt: after(60),
      lastSeenAt: after(60),
      sourceAddress: '192.0.2.9',
      userAgent: 'test',
    })
    // Half an hour later two of them are idle.
    const idle = await listSessions(user, after(30 * 60))
    expect(idle.map(({ id }) => id)).toEqual([later])
  })

  test('has none of another account', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const listed = await listSessions(one.user, after(1))
    expect(listed.map(({ id }) => id).sort()).toEqual([...one.sessions].sort())
    expect(other.sessions.some((id) => listed.some((session) => session.id === id))).toBe(false)
  })
})

describe('ending other sessions', () => {
  const end = (user: SignedInUser, which: string, at: Date, password = testPassword) =>
    endOtherSessions(user, which, password, source, at)

  test('asks for the password: a wrong one is a strike, the third locks, and nothing ends', async () => {
    const { user, sessions } = await signedIn()
    for (const which of ['all', sessions[1]])
      expect(await end(user, which, after(1), 'wrong')).toEqual({ outcome: 'wrong' })
    expect(await end(user, 'all', after(1), 'full width ')).toMatchObject({ outcome: 'impossible' })
    const locked = { outcome: 'locked', until: after(601) }
    expect(await end(user, 'all', after(1), 'wrong')).toEqual(locked)
    expect(await end(user, 'all', after(2))).toEqual(locked)
    for (const id of sessions) expect(await readSession(id, after(3))).toBeDefined()
    const kinds = (await eventsOf(user)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'sessionEndFailure')).toHaveLength(3)
    // What is not there is told without a password's being compared.
    await expect(end(user, sessions[0], after(3), 'wrong')).rejects.toThrow('notFound')
    expect(await end(user, sessions[1], after(601))).toEqual({ outcome: 'ended' })
  })

  test('ends the one that is named, once, and notes it', async () => {
    const { user, sessions } = await signedIn()
    await end(user, sessions[1], after(1))
    expect(await readSession(sessions[1], after(2))).toBeUndefined()
    expect(await readSession(sessions[0], after(2))).toBeDefined()
    await expect(end(user, sessions[1], after(2))).rejects.toThrow('notFound')
    expect(await eventsOf(user)).toEqual([{ kind: 'sessionEnded', detail: {} }])
  })

  test('ends neither the present one nor one of another account: there is no such session', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    for (const id of [one.sessions[0], ...other.sessions, '00000000-0000-4000-8000-000000000000'])
      await expect(end(one.user, id, after(1))).rejects.toThrow('notFound')
    for (const id of [...one.sessions, ...other.sessions])
      expect(await readSession(id, after(2))).toBeDefined()
    expect(await eventsOf(one.user)).toEqual([])
  })

  test('all at once leaves the present one, and ends what lacks a factor yet', async () => {
    const { accountId, sessionId, token } = await createAccountInUse(start)
    const user = (await readSession(sessionId, start))!
    const holder = { accountId, sessionVersion: 1 }
    const others = [await createSession(getPrisma(), holder, source, start)]
    others.push(await createSession(getPrisma(), holder, source, start))
    const { sessions: foreign } = await signedIn()
    await end(user, 'all', after(1))
    for (const id of others) expect(await readSession(id, after(2))).toBeUndefined()
    for (const id of [sessionId, ...foreign]) expect(await readSession(id, after(2))).toBeDefined()
    expect(await findPendingSignIn(getPrisma(), token, after(2))).toBeUndefined()
    expect(await eventsOf(user)).toEqual([{ kind: 'otherSessionsEnded', detail: { count: 2 } }])
  })
})
