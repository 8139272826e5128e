import { pageLocale } from '@/lib/i18n/page-locale'

test.each([
  ['nothing', {}, 'ja'],
  ['an empty header', { accepted: '' }, 'ja'],
  ['any language', { accepted: '*' }, 'ja'],
  ['neither language', { accepted: 'fr, de;q=0.9' }, 'ja'],
  ['no English', { accepted: 'en;q=0, fr' }, 'ja'],
  ['Japanese before English', { accepted: 'ja-JP,ja;q=0.9,en;q=0.8' }, 'ja'],
  ['English before Japanese', { accepted: 'en-US,en;q=0.9,ja;q=0.8' }, 'en'],
  ['English as it is spoken in India', { accepted: 'en-IN' }, 'en'],
  ['French, then English', { accepted: 'fr, en;q=0.8' }, 'en'],
  ['no header at all', { accepted: null }, 'ja'],
  ['what is no header of languages', { accepted: ';;q=,\u0000,=' }, 'ja'],
])(
  'a browser that accepts %s and has chosen nothing gets its own',
  (_, { accepted }: { accepted?: string | null }, locale) => {
    expect(pageLocale({ chosen: undefined, ofAccount: undefined, accepted })).toBe(locale)
  },
)

test.each([
  ['ja', 'en', 'en', 'ja'],
  ['en', 'ja', 'ja', 'en'],
  [undefined, 'ja', 'en', 'ja'],
  [undefined, 'en', 'ja', 'en'],
  ['klingon', 'en', 'ja', 'en'],
  ['klingon', 'klingon', 'en', 'en'],
])('chosen in the browser %s, by the account %s, accepted %s: %s', (chosen, ofAccount, accepted, locale) => {
  expect(pageLocale({ chosen, ofAccount, accepted })).toBe(locale)
})
