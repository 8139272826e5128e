import { PortalError, refusalAnswer, refusalText, requestRefusal, type Refusal } from '@/lib/errors'
import { translator } from '@/lib/i18n/translator'

test('the log gets the code and the values of a refusal', () => {
  const { message } = new PortalError({ code: 'monthPurged', date: '2025-01-02', before: '2025-10-01' })
  expect(message).toBe('monthPurged 2025-01-02 2025-10-01')
})

test('what may be tried again says when', () => {
  expect(refusalAnswer({ code: 'overloaded' })).toEqual({ status: 503, headers: { 'Retry-After': '30' } })
  expect(refusalAnswer({ code: 'notFound' })).toEqual({ status: 404, headers: {} })
})

test('what is for operators alone is unexpected in a request', () => {
  expect(requestRefusal(new PortalError({ code: 'notFound' }))).toEqual({ code: 'notFound' })
  expect(requestRefusal(new PortalError({ code: 'authSecretMissing' }))).toBeUndefined()
  expect(requestRefusal(new Error('notFound'))).toBeUndefined()
})

const refusals: Refusal[] = [
  { code: 'notFound' },
  { code: 'bodyTooLarge' },
  { code: 'unknownAccount', userId: 'somebody' },
  { code: 'databaseRefused', reason: 'the reason' },
]

test.each(refusals)('%j has words in both languages', (refusal) => {
  const words = (['ja', 'en'] as const).map((locale) => refusalText(translator(locale, 'refusals'), refusal))
  for (const sentence of words) {
    expect(sentence).not.toMatch(/refusals\.|[{}]/)
    for (const value of Object.values(refusal).slice(1)) expect(sentence).toContain(value)
  }
  expect(words[0]).not.toBe(words[1])
})
