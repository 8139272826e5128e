import { randomBytes } from 'node:crypto'
import {
  consumeOtp,
  otpCooldownSeconds,
  otpLifetimeSeconds,
  otpMatches,
  sendOtp,
  type OtpSubject,
} from '@/lib/auth/one-time-password'
import { getPrisma } from '@/lib/db/prisma'
import type { MailOutcome } from '@/lib/mail/send-mail'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const start = new Date('2026-11-22T03:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const newKey = (): OtpSubject => ({ purpose: 'sign-in', subject: Buffer.from(randomBytes(32)) })

/** Sends a code and tells which it was; `outcome` is what the mail service says. */
async function send(key: OtpSubject, now: Date, outcome: MailOutcome | Error = 'sent') {
  let code = ''
  const sending = await sendOtp(
    key,
    async (made) => {
      code = made
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    now,
  )
  return { sending, code }
}

const matches = (key: OtpSubject, code: string, now: Date) => otpMatches(getPrisma(), key, code, now)

test('a code has six digits, is good for ten minutes and stored as nothing that shows it', async () => {
  const key = newKey()
  const { sending, code } = await send(key, start)
  expect(sending).toBe('sent')
  expect(code).toMatch(/^\d{6}$/)
  expect(await matches(key, code, after(otpLifetimeSeconds - 1))).toBe(true)
  expect(await matches(key, code, after(otpLifetimeSeconds))).toBe(false)
  expect(await matches(key, code === '000000' ? '000001' : '000000', start)).toBe(false)
  const { rows } = await pool().query('SELECT * FROM one_time_password WHERE subject = $1', [key.subject])
  expect(JSON.stringify(rows)).not.toContain(code)
})

test('a code of one purpose or subject opens nothing of another', async () => {
  const key = newKey()
  const { code } = await send(key, start)
  expect(await matches({ ...key, purpose: 'address-change' }, code, start)).toBe(false)
  const other = newKey()
  await send(other, start)
  // One in a million would be the same code by chance; its hash would still differ.
  const { rows } = await pool().query('SELECT hash FROM one_time_password WHERE subject = $1', [key.subject])
  await pool().query('UPDATE one_time_password SET hash = $2 WHERE subject = $1', [
    other.subject,
    rows[0].hash,
  ])
  expect(await matches(other, code, start)).toBe(false)
})

test('another code is sent after a minute and not before; of two requests at once one sends', async () => {
  const key = newKey()
  await send(key, start)
  expect((await send(key, after(otpCooldownSeconds - 1))).sending).toEqual({ waitSeconds: 1 })
  const both = await Promise.all([send(key, after(otpCooldownSeconds)), send(key, after(otpCooldownSeconds))])
  expect(both.filter(({ sending }) => sending === 'sent')).toHaveLength(1)
})

test('the earlier code is good until the new one was really sent, then no more', async () => {
  const key = newKey()
  const first = await send(key, start)
  let goodWhileOnItsWay: boolean[] = []
  let second = ''
  await sendOtp(
    key,
    async (code) => {
      second = code
      goodWhileOnItsWay = [await matches(key, first.code, after(61)), await matches(key, code, after(61))]
      return 'sent'
    },
    after(61),
  )
  expect(goodWhileOnItsWay).toEqual([true, true])
  expect(await matches(key, second, after(62))).toBe(true)
  if (first.code !== second) expect(await matches(key, first.code, after(62))).toBe(false)
})

test.each<[string, MailOutcome | Error]>([
  ['is refused', 'refused'],
  ['is not taken this time', 'notTaken'],
  ['breaks', new Error('mail service broke')],
])(
  'a mail that %s invalidates nothing, opens nothing, and may be tried again at once',
  async (_name, outcome) => {
    const key = newKey()
    const first = await send(key, start)
    const failed = await send(key, after(61), outcome)
    expect(failed.sending).toBe('notSent')
    expect(await matches(key, first.code, after(62))).toBe(true)
    if (failed.code !== first.code) expect(await matches(key, failed.code, after(62))).toBe(false)
    expect((await send(key, after(62))).sending).toBe('sent')
  },
)

test('where the mail service did not answer both codes stay good: the mail may yet arrive', async () => {
  const key = newKey()
  const first = await send(key, start)
  const second = await send(key, after(61), 'unknown')
  expect(second.sending).toBe('notSent')
  expect(await matches(key, first.code, after(62))).toBe(true)
  expect(await matches(key, second.code, after(62))).toBe(true)
})

test('a code whose mail was late stays good while the next is on its way, and after that one was refused', async () => {
  const key = newKey()
  const late = await send(key, start, 'unknown')
  let goodMeanwhile = false
  await sendOtp(
    key,
    async () => {
      goodMeanwhile = await matches(key, late.code, after(61))
      return 'refused'
    },
    after(61),
  )
  expect(goodMeanwhile).toBe(true)
  expect(await matches(key, late.code, after(62))).toBe(true)
})

test('of two who use a code at once one succeeds', async () => {
  const key = newKey()
  await send(key, start)
  const used = await Promise.all(Array.from({ length: 20 }, () => consumeOtp(getPrisma(), key)))
  expect(used.filter(Boolean)).toHaveLength(1)
})
