import { otpMail } from '@/lib/mail/otp-mail'
import { eventually } from '@/tests/support/eventually'
import { acceptMail, refuseMail, useMailService } from '@/tests/support/mail-service'

const service = useMailService()
let sendMail: typeof import('@/lib/mail/send-mail').sendMail

beforeAll(async () => {
  process.env.RESEND_API_KEY = 're_test'
  process.env.RESEND_BASE_URL = service.url
  process.env.MAIL_FROM = 'Portal <portal@example.com>'
  // lib/env.ts reads the environment when it is first loaded.
  jest.resetModules()
  ;({ sendMail } = await import('@/lib/mail/send-mail'))
})

const mail = otpMail({
  to: 'someone@example.com',
  code: '012345',
  askedAt: new Date('2026-11-22T03:00:15Z'),
  until: new Date('2026-11-22T03:10:00Z'),
  locale: 'ja',
})

test('a mail goes out once, in text and HTML, from our address', async () => {
  service.answer = acceptMail
  expect(await sendMail(mail, 'key-1')).toBe('sent')
  expect(service.received).toHaveLength(1)
  expect(service.received[0]!.headers).toMatchObject({
    authorization: 'Bearer re_test',
    'idempotency-key': 'key-1',
  })
  expect(service.received[0]!.body).toMatchObject({
    from: 'Portal <portal@example.com>',
    to: 'someone@example.com',
    subject: '【BizFAX】第二認証パスワードのお知らせ',
  })
  expect(service.received[0]!.body.text).toContain('012345')
  expect(service.received[0]!.body.text).toContain('2026/11/22 12:00:15のお申し込み')
  expect(service.received[0]!.body.text).toContain('2026/11/22 12:10まで')
  expect(service.received[0]!.body.html).toContain('012345')
})

test.each([
  [400, 'validation_error', 'refused'],
  [413, 'application_error', 'refused'],
  [422, 'invalid_parameter', 'refused'],
  [409, 'invalid_idempotent_request', 'refused'],
  [409, 'concurrent_idempotent_requests', 'notTaken'],
  [401, 'restricted_api_key', 'notTaken'],
  [403, 'invalid_api_key', 'notTaken'],
  [408, 'application_error', 'notTaken'],
  [429, 'rate_limit_exceeded', 'notTaken'],
  [429, 'daily_quota_exceeded', 'notTaken'],
  [500, 'application_error', 'notTaken'],
  [503, 'application_error', 'notTaken'],
])('an answer of %i %s means that the mail is %s', async (status, name, outcome) => {
  service.answer = refuseMail(status, name)
  expect(await sendMail(mail, 'key-2')).toBe(outcome)
})

test('an answer that is no JSON means that it was not taken', async () => {
  service.answer = (_request, response) => {
    response.statusCode = 502
    response.end('<html>Bad gateway</html>')
  }
  expect(await sendMail(mail, 'key-3')).toBe('notTaken')
})

test('a connection that breaks leaves open whether it was sent', async () => {
  service.answer = (request) => request.socket.destroy()
  expect(await sendMail(mail, 'key-4')).toBe('unknown')
})

test('a service that hangs is not waited for longer than ten seconds, and keeps no connection', async () => {
  service.answer = () => {}
  const open = await service.connections()
  expect(await sendMail(mail, 'key-5')).toBe('unknown')
  await eventually(async () => expect(await service.connections()).toBeLessThanOrEqual(open))
})

test('the English mail has English words', () => {
  const english = otpMail({
    to: 'someone@example.com',
    code: '000001',
    askedAt: new Date('2026-11-22T03:00:15Z'),
    until: new Date('2026-11-22T03:10:00Z'),
    locale: 'en',
  })
  expect(english.subject).toBe('[BizFAX] Your one-time password')
  expect(english.text).toContain('000001')
  expect(english.text).toContain('asked for at 22 Nov 2026, 12:00:15 (Japan time)')
  // The time of asking is not to be taken for a code.
  expect(/\b\d{6}\b/.exec(english.text)?.[0]).toBe('000001')
  expect(english.html).toContain('lang="en"')
})
