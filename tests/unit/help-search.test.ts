import fc from 'fast-check'
import { foldText } from '@/lib/help/fold-text'
import { indexHelp, searchHelp, type SectionText } from '@/lib/help/search-help'
import { helpSynonyms } from '@/lib/help/synonyms'
import { helpIndex, helpSections } from '@/tests/support/help-index'

const section = (id: string, title: string, ...texts: string[]): SectionText => ({
  slug: 'page',
  id,
  page: 'ページ',
  title,
  texts,
})

const small = indexHelp([
  section('login', 'ログインする', 'ユーザIDとパスワードを入力します。'),
  section('password', 'パスワードの規則', '6文字以上、20文字以内です。ログインのときに使います。'),
  section('file', 'CSVファイル', '文字コードはUTF-8です。', '番号の先頭の0は残ります。'),
  section('english', 'Bulk exports', 'Files are kept for 3 days.'),
])

const found = (query: string) => searchHelp(small, query).hits.map(({ section: { id } }) => id)

test.each([
  ['ログイン', ['login', 'password']],
  ['ﾛｸﾞｲﾝ', ['login', 'password']],
  ['ろぐいん', ['login', 'password']],
  ['パスワード', ['password', 'login']],
  ['csv', ['file']],
  ['ＣＳＶ', ['file']],
  ['utf-8', ['file']],
  ['先頭の0が消える', ['file']],
  ['export', ['english']],
  ['EXPORTS', ['english']],
  ['exprts', ['english']],
  ['how long are the files kept', ['english']],
])('%s finds %j, a title before a text', (query, ids) => {
  expect(found(query)).toEqual(ids)
})

test.each(['', ' ', '。、!?', '量子コンピュータ', 'zzzz', '\u0000', '😀'])('%j finds nothing', (query) => {
  expect(found(query)).toEqual([])
})

test('of many sections the best are shown, and all are counted', () => {
  const many = indexHelp(Array.from({ length: 25 }, (_, at) => section(String(at), '保存期間')))
  const { hits, found } = searchHelp(many, '保存期間')
  expect([hits.length, found]).toEqual([20, 25])
})

test('what was searched for is marked in the text that says most of it', () => {
  const [{ excerpt } = { excerpt: [] }] = searchHelp(small, '先頭の0').hits
  expect(excerpt.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual(['先頭の0'])
  expect(excerpt.map(({ text }) => text).join('')).toBe('番号の先頭の0は残ります。')
})

test('a long text is cut around what was found', () => {
  const long = `${'あ'.repeat(300)}保存期間${'い'.repeat(300)}`
  const [hit] = searchHelp(indexHelp([section('long', '長い説明', long)]), '保存期間').hits
  const text = hit!.excerpt.map((part) => part.text).join('')
  expect(text).toMatch(/^…あ+保存期間い+…$/)
  expect(text.length).toBeLessThan(150)
})

describe.each(['ja', 'en'] as const)('the help in %s', (locale) => {
  const sections = helpSections(locale)
  const index = helpIndex(locale)

  test.each(sections.map(({ title, slug, id }) => [title, `${slug}#${id}`]))(
    'the title “%s” leads to %s',
    (title, place) => {
      const hits = searchHelp(index, title).hits.map(({ section: { slug, id } }) => `${slug}#${id}`)
      // Some titles are those of two pages.
      expect(hits.slice(0, 3)).toContain(place)
    },
  )

  test('every excerpt is a piece of its section, whatever is searched for', () => {
    const pieces = fc.constantFrom(...sections.flatMap(({ texts }) => texts).filter((text) => text !== ''))
    const query = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      pieces.chain((text) => fc.nat(text.length - 1).map((from) => text.slice(from, from + 20))),
    )
    fc.assert(
      fc.property(query, (typed) => {
        for (const { section: of, excerpt } of searchHelp(index, typed).hits) {
          const text = excerpt.map((part) => part.text).join('')
          const piece = text.replace(/^…|…$/g, '')
          const wholes = of.texts.length > 0 ? of.texts : ['']
          expect(wholes.some((whole) => whole.includes(piece))).toBe(true)
          // Where nothing is marked, the titles alone are what was searched for.
          const isInTitles = () =>
            searchHelp(indexHelp([{ ...of, texts: [] }], helpSynonyms[locale]), typed).found === 1
          expect(excerpt.some(({ isMarked }) => isMarked) || isInTitles()).toBe(true)
          expect(text.length).toBeLessThan(150)
        }
      }),
    )
  })
})

test('folding twice is folding once, and each character has its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { folded, places } = foldText(text)
      expect(foldText(folded).folded).toBe(folded)
      expect(places).toHaveLength(folded.length)
      expect(places.every((place, at) => place >= (places[at - 1] ?? 0) && place < text.length)).toBe(true)
    }),
  )
})
