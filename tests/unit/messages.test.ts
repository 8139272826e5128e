import { catalogues } from '@/lib/i18n/catalogues'

type Catalogue = { [key: string]: string | Catalogue }

function textsOf(catalogue: Catalogue, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...textsOf(value, `${prefix}${key}.`)],
    ),
  )
}

/** The names in `{name}` and `{name, plural, …}`. */
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort()

const japanese = textsOf(catalogues.ja)
const english = textsOf(catalogues.en)

test('both catalogues have the same texts', () => {
  expect([...english.keys()].sort()).toEqual([...japanese.keys()].sort())
})

test.each([...japanese])(
  '%s names the same placeholders in both languages, and is not empty',
  (key, text) => {
    expect(text.trim()).not.toBe('')
    expect(placeholders(english.get(key)!)).toEqual(placeholders(text))
  },
)
