import { PortalError, refusalAnswer, refusalText, type Refusal } from '@/lib/errors'
import { translator } from '@/lib/i18n/translator'

test('the log gets the code and the values of a refusal', () => {
  expect(new PortalError({ code: 'notFound' }).message).toBe('notFound')
})

test('what may be tried again says when', () => {
  expect(refusalAnswer({ code: 'overloaded' })).toEqual({ status: 503, headers: { 'Retry-After': '30' } })
  expect(refusalAnswer({ code: 'notFound' })).toEqual({ status: 404, headers: {} })
})

const refusals: Refusal[] = [{ code: 'notFound' }, { code: 'bodyTooLarge' }, { code: 'badRequest' }]

test.each(refusals)('%j has words in both languages', (refusal) => {
  const words = (['ja', 'en'] as const).map((locale) => refusalText(translator(locale, 'refusals'), refusal))
  for (const sentence of words) expect(sentence).not.toMatch(/refusals\.|[{}]/)
  expect(words[0]).not.toBe(words[1])
})
