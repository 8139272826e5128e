import { readSession } from '@/lib/auth/session'
import { getPrisma } from '@/lib/db/prisma'
import { createUserWithSessions } from '@/tests/support/account'
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
