import { changePassword } from '@/lib/accounts/change-password'
import {
  confirmAddressChange,
  pendingNewEmail,
  sendAddressChangeOtp,
  startAddressChange,
} from '@/lib/accounts/change-address'
import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { createSession, readSession } from '@/lib/auth/session'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import { readOutbox } from '@/lib/mail/outbox'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const source = { address: '192.0.2.9', userAgent: 'test' }

async function signedIn(multiFactor = false): Promise<{ user: SignedInUser; sessions: string[] }> {
  const account = await createTestAccount(pool(), { multiFactor })
  const sessions = [
    await createSession(getPrisma(), { accountId: account.accountId, sessionVersion: 1 }, start),
    await createSession(getPrisma(), { accountId: account.accountId, sessionVersion: 1 }, start),
  ]
  return { user: (await readSession(sessions[0]!, start))!, sessions }
}

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
    expect(await changePassword(user, change(testPassword, testPassword), source, start)).toEqual(same)
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

const codeSentTo = async (address: string) => {
  const mail = (await readOutbox()).find(({ to, text }) => to === address && /\d{6}/.test(text))
  return /\b(\d{6})\b/.exec(mail!.text)![1]!
}
const emailOf = async (user: SignedInUser) =>
  (await pool().query('SELECT email FROM account WHERE account_id = $1', [user.accountId])).rows[0].email

describe('change of the address for one-time passwords', () => {
  const form = (user: SignedInUser, newEmail: string) => ({
    oldEmail: `${user.userId}@example.com`.toUpperCase(),
    newEmail,
    newEmailAgain: newEmail,
  })

  test('holds only with the code sent to the new address; the old one is told, sessions end', async () => {
    const { user, sessions } = await signedIn(true)
    const newEmail = `${user.userId}@new.example`
    expect(await startAddressChange(user, form(user, newEmail), source, start)).toEqual({ sending: 'sent' })
    expect(await emailOf(user)).toBe(`${user.userId}@example.com`)
    const code = await codeSentTo(newEmail)
    const wrong = code === '111111' ? '222222' : '111111'
    expect(await confirmAddressChange(user, wrong, source, start)).toEqual({ outcome: 'refused' })
    expect(await emailOf(user)).toBe(`${user.userId}@example.com`)
    expect(await confirmAddressChange(user, code, source, start)).toEqual({ outcome: 'changed' })
    expect(await emailOf(user)).toBe(newEmail)
    expect(await openSessions(sessions)).toBe(0)
    const told = (await readOutbox()).filter(({ to }) => to === `${user.userId}@example.com`)
    expect(told).toHaveLength(1)
    expect(told[0]!.text).not.toContain(newEmail)
    expect(await confirmAddressChange(user, code, source, start)).toEqual({ outcome: 'gone' })
  })

  test('a code sent to one new address confirms no other', async () => {
    const { user } = await signedIn(true)
    await startAddressChange(user, form(user, `${user.userId}@one.example`), source, start)
    const code = await codeSentTo(`${user.userId}@one.example`)
    await startAddressChange(user, form(user, `${user.userId}@two.example`), source, after(1))
    const other = await codeSentTo(`${user.userId}@two.example`)
    const confirmed = await confirmAddressChange(user, code, source, after(2))
    expect(confirmed.outcome).toBe(code === other ? 'changed' : 'refused')
  })

  test('an earlier code is answered with the time of the newer one', async () => {
    const { user } = await signedIn(true)
    const newEmail = `${user.userId}@new.example`
    await startAddressChange(user, form(user, newEmail), source, start)
    const code = await codeSentTo(newEmail)
    expect(await sendAddressChangeOtp(user, source, after(61))).toBe('sent')
    if ((await codeSentTo(newEmail)) === code) return
    expect(await confirmAddressChange(user, code, source, after(62))).toEqual({
      outcome: 'refused',
      newerAskedAt: after(61),
    })
  })

  test('one code confirmed by twenty posts at once changes the address once, and locks nobody', async () => {
    const { user } = await signedIn(true)
    const newEmail = `${user.userId}@new.example`
    await startAddressChange(user, form(user, newEmail), source, start)
    const code = await codeSentTo(newEmail)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => confirmAddressChange(user, code, source, start)),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toEqual([])
    const again = await startSignIn({ userId: user.userId, password: testPassword }, source, start)
    expect(again.outcome).toBe('started')
  })

  test('three wrong codes lock the account', async () => {
    const { user } = await signedIn(true)
    await startAddressChange(user, form(user, `${user.userId}@new.example`), source, start)
    const code = await codeSentTo(`${user.userId}@new.example`)
    const wrong = code === '111111' ? '222222' : '111111'
    await confirmAddressChange(user, wrong, source, start)
    await confirmAddressChange(user, wrong, source, start)
    const locked = { outcome: 'locked', until: after(600) }
    expect(await confirmAddressChange(user, wrong, source, start)).toEqual(locked)
    expect(await confirmAddressChange(user, code, source, after(1))).toEqual(locked)
  })

  test('sending again waits a minute, and ends with the change', async () => {
    const { user } = await signedIn(true)
    expect(await sendAddressChangeOtp(user, source, start)).toBeUndefined()
    await startAddressChange(user, form(user, `${user.userId}@new.example`), source, start)
    expect(await sendAddressChangeOtp(user, source, after(10))).toEqual({ waitSeconds: 50 })
    expect(await sendAddressChangeOtp(user, source, after(60))).toBe('sent')
    expect(await pendingNewEmail(user, after(1_799))).toBe(`${user.userId}@new.example`)
    expect(await pendingNewEmail(user, after(1_800))).toBeUndefined()
  })

  test.each([
    [
      { oldEmail: '', newEmail: '', newEmailAgain: '' },
      ['oldEmail required', 'newEmail required', 'newEmailAgain required'],
    ],
    [{ oldEmail: 'other@example.com' }, ['oldEmail wrong']],
    [{ newEmail: 'no address', newEmailAgain: 'no address' }, ['newEmail form']],
    [{ newEmail: 'a@b', newEmailAgain: 'a@b' }, ['newEmail form']],
    [
      { newEmail: 'a@example.com\r\nBcc: b@example.com', newEmailAgain: 'x' },
      ['newEmail form', 'newEmailAgain differs'],
    ],
    [{ newEmailAgain: 'else@new.example' }, ['newEmailAgain differs']],
  ])('%j is refused at its fields', async (changes, expected) => {
    const { user } = await signedIn(true)
    const started = await startAddressChange(
      user,
      { ...form(user, 'someone@new.example'), ...changes },
      source,
      start,
    )
    if (!('problems' in started)) throw new Error('accepted')
    expect(started.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
  })

  test('the present address is no new one', async () => {
    const { user } = await signedIn(true)
    const started = await startAddressChange(user, form(user, `${user.userId}@EXAMPLE.com`), source, start)
    expect(started).toEqual({ problems: [{ field: 'newEmail', code: 'sameAsOld' }] })
  })
})

describe('sessions', () => {
  test('end after 30 idle minutes, and use keeps them', async () => {
    const { sessions } = await signedIn()
    const [used, idle] = sessions
    for (let minute = 20; minute <= 60; minute += 20)
      expect(await readSession(used!, after(minute * 60))).toBeDefined()
    expect(await readSession(idle!, after(30 * 60))).toBeUndefined()
    expect(await readSession(used!, after(89 * 60))).toBeDefined()
    expect(await readSession(used!, after(89 * 60 + 1_800))).toBeUndefined()
  })

  test('end after 12 hours whatever happens', async () => {
    const { sessions } = await signedIn()
    for (let minute = 0; minute < 12 * 60; minute += 15)
      expect(await readSession(sessions[0]!, after(minute * 60))).toBeDefined()
    expect(await readSession(sessions[0]!, after(12 * 3_600))).toBeUndefined()
  })

  test('end when an operator locks the account', async () => {
    const { user, sessions } = await signedIn()
    await pool().query('UPDATE account SET locked_at = $2 WHERE account_id = $1', [user.accountId, start])
    expect(await openSessions(sessions)).toBe(0)
  })
})
