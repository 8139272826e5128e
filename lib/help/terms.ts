import { foldText } from './fold-text'

// Words are found in the folded text, in which all kana are hiragana.
const latinWord = /[\p{Script=Latin}\p{Nd}]+/u
const japaneseRun = /[\p{Script=Hiragana}\p{Script=Han}\u30fc\u3005]+/u
const words = new RegExp(`${latinWord.source}|${japaneseRun.source}`, 'gu')

export const isLatin = (term: string) => latinWord.test(term[0]!)

/** English words that every text has. */
const commonWords = new Set(
  (
    'a an and are as at be by can do does for from get have how i if in is it me my not of on or so that the there this ' +
    'to was we what when where which who why will with you your'
  ).split(' '),
)

interface Term {
  text: string
  /** Its place in the folded text. */
  at: number
}

const isKanji = (text: string) => /^\p{Script=Han}$/u.test(text)

/** A word that is written apart, or else each two characters that follow one another: nothing there says where a word ends. */
function termsOfWord({ 0: word, index }: RegExpExecArray): Term[] {
  if (isLatin(word) || word.length < 3) return [{ text: word, at: index }]
  return Array.from({ length: word.length - 1 }, (_, at) => ({
    text: word.slice(at, at + 2),
    at: index + at,
  }))
}

/** The words of a text, and those kanji, in their order. */
function withKanji(folded: string, kanji: RegExp): Term[] {
  const alone = [...folded.matchAll(kanji)].map(({ 0: text, index }) => ({ text, at: index }))
  const longer = [...folded.matchAll(words)].flatMap(termsOfWord).filter(({ text }) => !isKanji(text))
  return [...alone, ...longer].sort((a, b) => a.at - b.at || a.text.length - b.text.length)
}

/** What a text is indexed by: its words, and each kanji by itself, since one alone may be a word. */
export const termsOf = (folded: string): Term[] => withKanji(folded, /\p{Script=Han}/gu)

/** What is searched for: a kanji by itself only where no other stands beside it. */
const termsTyped = (folded: string): Term[] =>
  withKanji(folded, /(?<!\p{Script=Han})\p{Script=Han}(?!\p{Script=Han})/gu)

interface AskedTerms {
  all: string[]
  /** Those that say what it is about. */
  telling: string[]
}

/**
 * What a query asks for. Between its words a Japanese sentence has endings and particles, which say little of what it is
 * about: pairs that were typed in hiragana alone count only where there is nothing else, and those with an ending less. So
 * it is with common words in English.
 */
export function termsOfQuery(query: string): AskedTerms {
  const { folded, places } = foldText(query)
  const typed = termsTyped(folded).map(({ text, at }) => ({
    text,
    typed: query.slice(places[at], places[at + text.length] ?? query.length),
  }))
  const textsWithout = (ending: RegExp) => [
    ...new Set(
      typed
        .filter((term) => !ending.test(term.typed) && !(isLatin(term.text) && commonWords.has(term.text)))
        .map(({ text }) => text),
    ),
  ]
  const most = textsWithout(/^\p{Script=Hiragana}+$/u)
  const all = most.length > 0 ? most : [...new Set(typed.map(({ text }) => text))]
  const telling = textsWithout(/\p{Script=Hiragana}/u)
  return { all, telling: telling.length > 0 ? telling : all }
}
