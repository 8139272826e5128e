import { readFileSync } from 'node:fs'
import path from 'node:path'
import { catalogues } from '@/lib/i18n/catalogues'

type Catalogue = { [key: string]: string | Catalogue }

const textsOf = (catalogue: Catalogue, prefix = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  )

/** All texts but those of the help, which quotes what the data has. */
const ownTexts = (locale: keyof typeof catalogues) =>
  textsOf(catalogues[locale]).filter(([key]) => !key.startsWith('help.'))

/** What the texts say, without their `{placeholders}`, `<tags>` and choices. */
const wordsOf = (text: string) =>
  text.replace(/\{\w+, (?:number|plural|select)[^{}]*|\b\w+ \{/g, '{').replace(/\{\w+\}|<\/?\w+>/g, '')

const glossary = readFileSync(path.join(process.cwd(), 'docs/words.md'), 'utf8')
/** The words in backticks of the last cell of each line of a table. */
const unused = glossary
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .flatMap((line) =>
    [
      ...line
        .split('|')
        .at(-2)!
        .matchAll(/`([^`]+)`/g),
    ].map(([, word]) => word!),
  )

const japanese = /[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/

test('the glossary names words that are not used', () => {
  expect(unused).toEqual(expect.arrayContaining(['ワンタイムパスワード', 'mail address', 'ユーザーID']))
})

test.each(unused)('no text says %s', (word) => {
  const found = japanese.test(word) ? new RegExp(word) : new RegExp(`\\b${word}s?\\b`, 'i')
  const texts = [...textsOf(catalogues.ja), ...textsOf(catalogues.en)]
    // It names what is in other programs, by their words.
    .filter(([key]) => !key.startsWith('help.csv.'))
    .filter(([, text]) => found.test(wordsOf(text)))
  expect(texts).toEqual([])
})

test('English texts have no Japanese, but for the name of the language and the sign that stands for a lost one', () => {
  const texts = ownTexts('en').filter(([, text]) => japanese.test(text.replaceAll('〓', '')))
  expect(texts).toEqual([['frame.otherLanguage', '日本語']])
})

test('a sentence that names what is pressed names it in both languages by its label', () => {
  // The texts of commands have options in brackets.
  const onPages = (locale: 'ja' | 'en') => ownTexts(locale).filter(([key]) => !key.startsWith('cli.'))
  const [ja, en] = [onPages('ja'), Object.fromEntries(onPages('en'))]
  const sentences = ja.filter(([, text]) => /\[[^\]]+\]/.test(text))
  expect(sentences.length).toBeGreaterThan(5)
  const unnamed = sentences.flatMap(([key, text]) => {
    const labels = [...text.matchAll(/\[([^\]]+)\]/g)].map(([, label]) => label!)
    const isNamed = (label: string) =>
      ja.some(([place, words]) => words === label && en[key]!.includes(`“${en[place]}”`))
    return labels.filter((label) => !isNamed(label)).map((label) => [key, label])
  })
  expect(unnamed).toEqual([])
  expect(ja.filter(([, text]) => /」を押/.test(text))).toEqual([])
  expect(Object.values(en).filter((text) => text.replace(/^\[BizFAX\]/, '').includes('['))).toEqual([])
})

test('Japanese pages and mails have no English, but for names, formats and what the manual prints', () => {
  const products = /\b(JavaScript|axe-core|Lighthouse|Chromium|Firefox|Safari|PC-Talker|VoiceOver)\b/g
  const known =
    /\b(BizFAX|English|Excel|xlsx|Shift_JIS|utf-8|shift_jis|csv|asis|formulas|format|names|name@example\.com|userco\.jp)\b/g
  const texts = ownTexts('ja')
    // Commands and what refuses them name options, settings and other commands; what programs are told, what they send.
    .filter(([key]) => !/^(cli|api|programs)\./.test(key))
    .map(
      ([key, text]) =>
        [
          key,
          wordsOf(text.replace(products, ''))
            .replace(/--[a-z-]+|\b[A-Z_]{4,}\b/g, '')
            .replace(known, ''),
        ] as const,
    )
    .filter(([, text]) => /[A-Za-z]*[a-z][A-Za-z]+/.test(text))
  expect(texts.map(([key]) => key)).toEqual([
    'refusals.unknownContract',
    'refusals.unknownAccount',
    'refusals.addressMissing',
    'refusals.commitUnknown',
    'refusals.citusMissing',
    'refusals.coordinatorUnnamed',
    'refusals.workersMissing',
    'refusals.notMigrated',
    'refusals.keyMissing',
    'refusals.parametersWrong',
    'refusals.mediaTypeUnknown',
    'refusals.setExists',
  ])
})
