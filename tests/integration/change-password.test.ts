import { changePassword } from '@/lib/accounts/change-password'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { readSession } from '@/lib/auth/session'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { createUserWithSessions, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const source = { address: '192.0.2.9', userAgent: 'test' }
const signedIn = () => createUserWithSessions(start)

const change = (oldPassword: string, newPassword = 'New#pass1', newPasswordAgain = newPassword) => ({
  oldPassword,
  newPassword,
  newPasswordAgain,
})
const openSessions = async (sessions: string[]) =>
  (await Promise.all(sessions.map((session) => readSession(session, after(10))))).filter(Boolean).length

describe('password renewal', () => {
  test('changes the password and ends every session in every browser', async () => {
    const { user, sessions } = await signedIn()
    const pending = await startSignIn({ userId: user.userId, password: testPassword }, source, start)
    expect(await openSessions(sessions)).toBe(2)
    expect(await changePassword(user, change(testPassword), source, start)).toEqual({ outcome: 'changed' })
    expect(await openSessions(sessions)).toBe(0)
    if (pending.outcome !== 'started') throw new Error(pending.outcome)
    expect(await completeSignIn({ token: pending.token, otp: undefined }, source, start)).toEqual({
      outcome: 'gone',
    })
    const { userId } = user
    expect((await startSignIn({ userId, password: testPassword }, source, start)).outcome).toBe('refused')
    expect((await startSignIn({ userId, password: 'New#pass1' }, source, start)).outcome).toBe('started')
  })

  test('names every rule that fails, and counts no strike for them', async () => {
    const { user } = await signedIn()
    for (let time = 0; time < 5; time++)
      expect(await changePassword(user, change('wrong', 'あ?', 'い'), source, start)).toEqual({
        outcome: 'refused',
        problems: [
          { field: 'newPassword', code: 'length' },
          { field: 'newPassword', code: 'characters' },
          { field: 'newPassword', code: 'letter' },
          { field: 'newPassword', code: 'digit' },
          { field: 'newPassword', code: 'symbol' },
          { field: 'newPasswordAgain', code: 'differs' },
        ],
      })
    expect(await changePassword(user, change('', '', ''), source, start)).toMatchObject({
      problems: [
        { field: 'oldPassword', code: 'required' },
        { field: 'newPassword', code: 'required' },
        { field: 'newPasswordAgain', code: 'required' },
      ],
    })
  })

  test('a wrong old password is a strike: the third locks signing in too', async () => {
    const { user, sessions } = await signedIn()
    const wrong = { outcome: 'refused', problems: [{ field: 'oldPassword', code: 'wrong' }] }
    expect(await changePassword(user, change('wrong'), source, start)).toEqual(wrong)
    expect(await changePassword(user, change('wrong'), source, start)).toEqual(wrong)
    const locked = { outcome: 'locked', until: after(600) }
    expect(await changePassword(user, change('wrong'), source, start)).toEqual(locked)
    expect(await changePassword(user, change(testPassword), source, after(1))).toEqual(locked)
    const attempt = await startSignIn({ userId: user.userId, password: testPassword }, source, after(1))
    expect(attempt).toEqual(locked)
    expect(await openSessions(sessions)).toBe(2)
  })

  test('an old password that nobody can have is told at its field, and costs no strike', async () => {
    const { user } = await signedIn()
    for (let time = 0; time < 5; time++)
      expect(await changePassword(user, change(`${testPassword} `), source, start)).toEqual({
        outcome: 'refused',
        problems: [{ field: 'oldPassword', code: 'blank' }],
      })
    const fullWidth = await changePassword(user, change('Ｒｉｇｈｔ！２０２６', 'x'), source, start)
    expect(fullWidth).toMatchObject({
      problems: [
        { field: 'oldPassword', code: 'foreignCharacter' },
        { field: 'newPassword', code: 'length' },
        { field: 'newPassword', code: 'digit' },
        { field: 'newPassword', code: 'symbol' },
      ],
    })
    expect(await changePassword(user, change(testPassword), source, start)).toEqual({ outcome: 'changed' })
  })

  test('twenty wishes at once are no failures: one holds, none is answered with a lock', async () => {
    const { user } = await signedIn()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => changePassword(user, change(testPassword), source, start)),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toEqual([])
    const again = await startSignIn({ userId: user.userId, password: 'New#pass1' }, source, start)
    expect(again.outcome).toBe('started')
  })

  test('the present password is no new one; ¥ and \\ are one character', async () => {
    const { user } = await signedIn()
    const same = { outcome: 'refused', problems: [{ field: 'newPassword', code: 'sameAsOld' }] }
    expect(
      await changePassword(user, change(testPassword, 'Yen1\u00a5abc', 'Yen1\\abc'), source, start),
    ).toEqual({
      outcome: 'changed',
    })
    expect(await changePassword(user, change('Yen1\\abc', 'Yen1\u00a5abc'), source, start)).toEqual(same)
    for (const password of ['Yen1\\abc', 'Yen1\u00a5abc'])
      expect((await startSignIn({ userId: user.userId, password }, source, start)).outcome).toBe('started')
  })

  test('two changes at once leave one of the two passwords', async () => {
    const { user } = await signedIn()
    const outcomes = await Promise.all([
      changePassword(user, change(testPassword, 'First#1aa'), source, start),
      changePassword(user, change(testPassword, 'Other#2bb'), source, start),
    ])
    expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1)
  })
})
