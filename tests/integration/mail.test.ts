import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { otpMail } from '@/lib/mail/otp-mail'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let service: Server
let answer: Answer
const received: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[] = []
let sendMail: typeof import('@/lib/mail/send-mail').sendMail

const accept: Answer = (_request, response) => response.end(JSON.stringify({ id: 'mail-1' }))
const refuse =
  (status: number, name: string): Answer =>
  (_request, response) => {
    response.statusCode = status
    response.end(JSON.stringify({ statusCode: status, name, message: 'no' }))
  }

/** The real client of the mail service talks to this stand-in of it. */
beforeAll(async () => {
  service = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(text) as Record<string, unknown> })
      response.setHeader('content-type', 'application/json')
      answer(request, response)
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  process.env.RESEND_API_KEY = 're_test'
  process.env.RESEND_BASE_URL = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  process.env.MAIL_FROM = 'Portal <portal@example.com>'
  // lib/env.ts reads the environment when it is first loaded.
  jest.resetModules()
  ;({ sendMail } = await import('@/lib/mail/send-mail'))
})

afterAll(() => {
  service.closeAllConnections()
  service.close()
})

beforeEach(() => {
  received.length = 0
})

const mail = otpMail({
  to: 'someone@example.com',
  code: '012345',
  askedAt: new Date('2026-11-22T03:00:15Z'),
  until: new Date('2026-11-22T03:10:00Z'),
  locale: 'ja',
})

test('a mail goes out once, in text and HTML, from our address', async () => {
  answer = accept
  expect(await sendMail(mail, 'key-1')).toBe('sent')
  expect(received).toHaveLength(1)
  expect(received[0]!.headers).toMatchObject({ authorization: 'Bearer re_test', 'idempotency-key': 'key-1' })
  expect(received[0]!.body).toMatchObject({
    from: 'Portal <portal@example.com>',
    to: 'someone@example.com',
    subject: '【BizFAX】第二認証パスワードのお知らせ',
  })
  expect(received[0]!.body.text).toContain('012345')
  expect(received[0]!.body.text).toContain('2026/11/22 12:00:15のお申し込み')
  expect(received[0]!.body.text).toContain('2026/11/22 12:10まで')
  expect(received[0]!.body.html).toContain('012345')
})

test.each([
  [422, 'validation_error'],
  [429, 'rate_limit_exceeded'],
  [500, 'application_error'],
])('an answer of %i means that it was not sent', async (status, name) => {
  answer = refuse(status, name)
  expect(await sendMail(mail, 'key-2')).toBe('refused')
})

test('an answer that is no JSON means that it was not sent', async () => {
  answer = (_request, response) => {
    response.statusCode = 502
    response.end('<html>Bad gateway</html>')
  }
  expect(await sendMail(mail, 'key-3')).toBe('refused')
})

test('a connection that breaks leaves open whether it was sent', async () => {
  answer = (request) => request.socket.destroy()
  expect(await sendMail(mail, 'key-4')).toBe('unknown')
})

test('a service that hangs is not waited for longer than ten seconds', async () => {
  answer = () => {}
  expect(await sendMail(mail, 'key-5')).toBe('unknown')
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
