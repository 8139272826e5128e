import {
  confirmAddressChange,
  pendingNewEmail,
  sendAddressChangeOtp,
  startAddressChange,
} from '@/lib/accounts/change-address'
import { readSession } from '@/lib/auth/session'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import { readOutbox } from '@/lib/mail/outbox'
import { createUserWithSessions, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const source = { address: '192.0.2.9', userAgent: 'test' }
const signedIn = () => createUserWithSessions(start, { multiFactor: true })

const codeSentTo = async (address: string) => {
  const mail = (await readOutbox()).find(({ to, text }) => to === address && /\d{6}/.test(text))
  return /\b(\d{6})\b/.exec(mail!.text)![1]!
}
const emailOf = async ({ accountId }: SignedInUser) =>
  (await getPrisma().account.findUniqueOrThrow({ where: { id: accountId } })).email

const openSessions = async (sessions: string[]) =>
  (await Promise.all(sessions.map((session) => readSession(session, after(10))))).filter(Boolean).length

describe('change of the address for one-time passwords', () => {
  const form = (user: SignedInUser, newEmail: string) => ({
    oldEmail: `${user.userId}@example.com`.toUpperCase(),
    newEmail,
    newEmailAgain: newEmail,
  })

  test('holds only with the code sent to the new address; the old one is told, sessions end', async () => {
    const { user, sessions } = await signedIn()
    const newEmail = `${user.userId}@new.example`
    expect(await startAddressChange(user, form(user, newEmail), 'ja', source, start)).toEqual({
      sending: 'sent',
    })
    expect(await emailOf(user)).toBe(`${user.userId}@example.com`)
    const code = await codeSentTo(newEmail)
    const wrong = code === '111111' ? '222222' : '111111'
    expect(await confirmAddressChange(user, wrong, 'ja', source, start)).toEqual({ outcome: 'refused' })
    expect(await emailOf(user)).toBe(`${user.userId}@example.com`)
    expect(await confirmAddressChange(user, code, 'ja', source, start)).toEqual({ outcome: 'changed' })
    expect(await emailOf(user)).toBe(newEmail)
    expect(await openSessions(sessions)).toBe(0)
    const told = (await readOutbox()).filter(({ to }) => to === `${user.userId}@example.com`)
    expect(told).toHaveLength(1)
    expect(told[0]!.text).not.toContain(newEmail)
    expect(await confirmAddressChange(user, code, 'ja', source, start)).toEqual({ outcome: 'gone' })
  })

  test('a code sent to one new address confirms no other', async () => {
    const { user } = await signedIn()
    await startAddressChange(user, form(user, `${user.userId}@one.example`), 'ja', source, start)
    const code = await codeSentTo(`${user.userId}@one.example`)
    await startAddressChange(user, form(user, `${user.userId}@two.example`), 'ja', source, after(1))
    const other = await codeSentTo(`${user.userId}@two.example`)
    const confirmed = await confirmAddressChange(user, code, 'ja', source, after(2))
    expect(confirmed.outcome).toBe(code === other ? 'changed' : 'refused')
  })

  test('an earlier code is answered with the time of the newer one', async () => {
    const { user } = await signedIn()
    const newEmail = `${user.userId}@new.example`
    await startAddressChange(user, form(user, newEmail), 'ja', source, start)
    const code = await codeSentTo(newEmail)
    expect(await sendAddressChangeOtp(user, 'ja', source, after(61))).toBe('sent')
    if ((await codeSentTo(newEmail)) === code) return
    expect(await confirmAddressChange(user, code, 'ja', source, after(62))).toEqual({
      outcome: 'refused',
      newerAskedAt: after(61),
    })
  })

  test('one code confirmed by twenty posts at once changes the address once, and locks nobody', async () => {
    const { user } = await signedIn()
    const newEmail = `${user.userId}@new.example`
    await startAddressChange(user, form(user, newEmail), 'ja', source, start)
    const code = await codeSentTo(newEmail)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => confirmAddressChange(user, code, 'ja', source, start)),
    )
    expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toEqual([])
    const again = await startSignIn({ userId: user.userId, password: testPassword }, source, start)
    expect(again.outcome).toBe('started')
  })

  test('three wrong codes lock the account', async () => {
    const { user } = await signedIn()
    await startAddressChange(user, form(user, `${user.userId}@new.example`), 'ja', source, start)
    const code = await codeSentTo(`${user.userId}@new.example`)
    const wrong = code === '111111' ? '222222' : '111111'
    await confirmAddressChange(user, wrong, 'ja', source, start)
    await confirmAddressChange(user, wrong, 'ja', source, start)
    const locked = { outcome: 'locked', until: after(600) }
    expect(await confirmAddressChange(user, wrong, 'ja', source, start)).toEqual(locked)
    expect(await confirmAddressChange(user, code, 'ja', source, after(1))).toEqual(locked)
  })

  test('sending again waits a minute, and ends with the change', async () => {
    const { user } = await signedIn()
    expect(await sendAddressChangeOtp(user, 'ja', source, start)).toBeUndefined()
    await startAddressChange(user, form(user, `${user.userId}@new.example`), 'ja', source, start)
    expect(await sendAddressChangeOtp(user, 'ja', source, after(10))).toEqual({ waitSeconds: 50 })
    expect(await sendAddressChangeOtp(user, 'ja', source, after(60))).toBe('sent')
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
    const { user } = await signedIn()
    const started = await startAddressChange(
      user,
      { ...form(user, 'someone@new.example'), ...changes },
      'ja',
      source,
      start,
    )
    if (!('problems' in started)) throw new Error('accepted')
    expect(started.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected)
  })

  test('the present address is no new one', async () => {
    const { user } = await signedIn()
    const started = await startAddressChange(
      user,
      form(user, `${user.userId}@EXAMPLE.com`),
      'ja',
      source,
      start,
    )
    expect(started).toEqual({ problems: [{ field: 'newEmail', code: 'sameAsOld' }] })
  })
})
