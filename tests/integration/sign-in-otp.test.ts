import { completeSignIn } from '@/lib/auth/complete-sign-in'
import { keyedHash } from '@/lib/auth/keyed-hash'
import { forgetPendingSignIn } from '@/lib/auth/pending-sign-in'
import { sendSignInOtp } from '@/lib/auth/send-sign-in-otp'
import { readSession } from '@/lib/auth/session'
import { takeStrike } from '@/lib/auth/sign-in-guard'
import { startSignIn } from '@/lib/auth/start-sign-in'
import { getPrisma } from '@/lib/db/prisma'
import { readOutbox } from '@/lib/mail/outbox'
import { createTestAccount, testPassword } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const source = { address: null, userAgent: 'test' }

async function startWithOtp(now = start) {
  const account = await createTestAccount({ multiFactor: true })
  const started = await startSignIn({ userId: account.userId, password: testPassword }, source, now)
  if (started.outcome !== 'started') throw new Error(started.outcome)
  expect(await sendSignInOtp(started.token, 'ja', source, now)).toBe('sent')
  return { ...account, token: started.token, code: await codeSentTo(account.userId) }
}

async function codeSentTo(userId: string): Promise<string> {
  const mail = (await readOutbox()).find(({ to }) => to.startsWith(`${userId}@`))
  return /\b(\d{6})\b/.exec(mail!.text)![1]!
}

const wrongFor = (code: string) => (code === '111111' ? '222222' : '111111')

test('no session exists before the code, and the right one opens it', async () => {
  const { token, code, userId } = await startWithOtp()
  expect(await completeSignIn({ token, otp: undefined }, source, start)).toEqual({ outcome: 'refused' })
  const completed = await completeSignIn({ token, otp: code }, source, start)
  if (completed.outcome !== 'signedIn') throw new Error(completed.outcome)
  expect(await readSession(completed.sessionId, start)).toMatchObject({ userId, multiFactor: true })
  expect(await completeSignIn({ token, otp: code }, source, start)).toEqual({ outcome: 'gone' })
})

test('one code used by 50 parallel posts signs in once, and locks nobody', async () => {
  const { token, code, userId } = await startWithOtp()
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => completeSignIn({ token, otp: code }, source, start)),
  )
  expect(outcomes.filter(({ outcome }) => outcome === 'signedIn')).toHaveLength(1)
  expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toEqual([])
  const { rows } = await pool().query('SELECT FROM sign_in_guard WHERE user_id_hash = $1', [
    keyedHash('user-id', userId),
  ])
  expect(rows).toEqual([])
  const again = await startSignIn({ userId, password: testPassword }, source, after(1))
  expect(again.outcome).toBe('started')
})

test('of 200 guesses at once at most three are compared', async () => {
  const { token, code, userId } = await startWithOtp()
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => completeSignIn({ token, otp: wrongFor(code) }, source, start)),
  )
  expect(outcomes.filter(({ outcome }) => outcome === 'refused')).toHaveLength(2)
  // Busy: those for whom no place to wait was left.
  const busy = outcomes.filter(({ outcome }) => outcome === 'busy').length
  expect(outcomes.filter(({ outcome }) => outcome === 'locked')).toHaveLength(198 - busy)
  const { rows } = await pool().query(
    `SELECT count(*)::int AS compared FROM security_event
     WHERE actor = $1 AND kind = 'signInFailure' AND detail->>'reason' = 'oneTimePassword'`,
    [`user:${userId}`],
  )
  expect(rows[0].compared).toBe(3)
  expect((await completeSignIn({ token, otp: code }, source, after(1))).outcome).toBe('locked')
})

test('a known password refills no guesses: three in all, however often it is given again', async () => {
  const { userId, token, code } = await startWithOtp()
  const guesses = [await completeSignIn({ token, otp: wrongFor(code) }, source, start)]
  for (let round = 1; round < 6; round++) {
    const now = after(round * 61)
    const started = await startSignIn({ userId, password: testPassword }, source, now)
    if (started.outcome !== 'started') break
    guesses.push(await completeSignIn({ token: started.token, otp: '111111' }, source, now))
  }
  expect(guesses.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'locked'])
  expect((await startSignIn({ userId, password: testPassword }, source, after(190))).outcome).toBe('locked')
})

test('a try while three are being compared is told to try again, and takes no code', async () => {
  const { token, code, userId } = await startWithOtp()
  for (let strike = 0; strike < 3; strike++) await takeStrike(getPrisma(), { userId, isKnown: true }, start)
  expect(await completeSignIn({ token, otp: code }, source, start)).toEqual({ outcome: 'busy' })
  expect((await completeSignIn({ token, otp: code }, source, after(11))).outcome).toBe('locked')
})

test('ending the sign-in while guessing gives no guess back', async () => {
  const { userId, token, code } = await startWithOtp()
  const guesses = Array.from({ length: 20 }, () =>
    completeSignIn({ token, otp: wrongFor(code) }, source, start),
  )
  const [outcomes] = await Promise.all([Promise.all(guesses), forgetPendingSignIn(token)])
  const { rows } = await pool().query(
    `SELECT count(*)::int AS failures,
       (SELECT coalesce(sum(strikes), 0)::int FROM sign_in_guard WHERE user_id_hash = $2) AS strikes
     FROM security_event WHERE actor = $1 AND kind = 'signInFailure' AND detail->>'reason' = 'oneTimePassword'`,
    [`user:${userId}`, keyedHash('user-id', userId)],
  )
  expect(rows[0].strikes).toBe(rows[0].failures)
  expect(outcomes.filter(({ outcome }) => outcome === 'signedIn')).toEqual([])
})

const mailsTo = async (userId: string) =>
  (await readOutbox()).filter(({ to }) => to.startsWith(`${userId}@`)).map(({ text }) => text)
const codeIn = (text: string) => /\b(\d{6})\b/.exec(text)![1]!

test('each mail says when its code was asked for, in Japan time', async () => {
  const { userId, token } = await startWithOtp()
  expect(await sendSignInOtp(token, 'en', source, after(61))).toBe('sent')
  const [second, first] = await mailsTo(userId)
  expect(first).toContain('2026/11/22 12:00:00のお申し込み')
  expect(second).toContain('asked for at 22 Nov 2026, 12:01:01 (Japan time)')
})

test('an earlier code of the same sign-in is answered with the time of the newer one, and costs a strike', async () => {
  const { userId, token, code } = await startWithOtp()
  await sendSignInOtp(token, 'ja', source, after(61))
  await sendSignInOtp(token, 'ja', source, after(122))
  const [third, second] = (await mailsTo(userId)).map(codeIn)
  const newer = { outcome: 'refused', mistaken: { isOlder: true, askedAt: after(122) } }
  expect(await completeSignIn({ token, otp: code }, source, after(123))).toEqual(newer)
  expect(await completeSignIn({ token, otp: second! }, source, after(124))).toEqual(newer)
  expect((await completeSignIn({ token, otp: code }, source, after(125))).outcome).toBe('locked')
  expect((await completeSignIn({ token, otp: third! }, source, after(126))).outcome).toBe('locked')
})

test('a code of another browser’s sign-in is answered with the right mail’s time; each opens its own', async () => {
  const first = await startWithOtp()
  const started = await startSignIn({ userId: first.userId, password: testPassword }, source, after(30))
  if (started.outcome !== 'started') throw new Error(started.outcome)
  await sendSignInOtp(started.token, 'ja', source, after(30))
  const second = { token: started.token, code: codeIn((await mailsTo(first.userId))[0]!) }
  const give = (token: string, otp: string) => completeSignIn({ token, otp }, source, after(31))
  expect(await give(second.token, first.code)).toEqual({
    outcome: 'refused',
    mistaken: { isOlder: true, askedAt: after(30) },
  })
  expect(await give(first.token, second.code)).toEqual({
    outcome: 'refused',
    mistaken: { isOlder: false, askedAt: start },
  })
  expect((await give(first.token, first.code)).outcome).toBe('signedIn')
  expect((await give(second.token, second.code)).outcome).toBe('signedIn')
})

test('a code of another account is told like any other wrong one', async () => {
  const mine = await startWithOtp()
  const theirs = await startWithOtp()
  if (mine.code === theirs.code) return
  expect(await completeSignIn({ token: theirs.token, otp: mine.code }, source, start)).toEqual({
    outcome: 'refused',
    mistaken: undefined,
  })
})

test('a code outlives neither ten minutes nor its pending sign-in', async () => {
  const { token, code } = await startWithOtp()
  expect(await completeSignIn({ token, otp: code }, source, after(601))).toEqual({ outcome: 'refused' })
  expect(await completeSignIn({ token, otp: code }, source, after(1_801))).toEqual({ outcome: 'gone' })
})

test('another browser’s pending sign-in takes no code of this one', async () => {
  const mine = await startWithOtp()
  const theirs = await startWithOtp()
  const outcome = await completeSignIn({ token: theirs.token, otp: mine.code }, source, start)
  expect(outcome.outcome).toBe(mine.code === theirs.code ? 'signedIn' : 'refused')
})

test.each([
  ['the password or address was replaced', { sessionVersion: { increment: 1 } }],
  ['多要素認証 was turned off', { multiFactor: false }],
])('a pending sign-in that a change of the account missed opens nothing: %s', async (_, change) => {
  const { accountId, token, code } = await startWithOtp()
  // The change itself deletes pending sign-ins; this one came into being while it did.
  await getPrisma().account.update({ where: { id: accountId }, data: change })
  expect(await completeSignIn({ token, otp: code }, source, start)).toEqual({ outcome: 'gone' })
})

test('an account is sent five codes in ten minutes at most, however often it begins to sign in', async () => {
  const { userId } = await startWithOtp()
  const sendings = []
  for (let round = 1; round <= 6; round++) {
    const started = await startSignIn({ userId, password: testPassword }, source, after(round))
    if (started.outcome !== 'started') throw new Error(started.outcome)
    sendings.push(await sendSignInOtp(started.token, 'ja', source, after(round)))
  }
  expect(sendings).toEqual(['sent', 'sent', 'sent', 'sent', 'tooMany', 'tooMany'])
})

test('no code stands in the audit trail', async () => {
  const { code } = await startWithOtp()
  const { rows } = await pool().query(
    `SELECT count(*)::int AS found FROM security_event WHERE detail::text LIKE $1`,
    [`%${code}%`],
  )
  expect(rows[0].found).toBe(0)
})
