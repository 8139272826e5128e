import MiniSearch from 'minisearch'
import { foldText } from './fold-text'

/** A section of the help as plain text, in one language. */
export interface SectionText {
  /** The address of its page, as in `paths.help`. */
  slug: string
  /** Its anchor. */
  id: string
  /** The title of its page. */
  page: string
  title: string
  /** Paragraphs, steps, cells and captions. */
  texts: string[]
}

/** A part of an excerpt: marked where it is what was searched for. */
export interface ExcerptPart {
  text: string
  isMarked: boolean
}

export interface HelpHit {
  section: SectionText
  excerpt: ExcerptPart[]
}

/** Characters of a query: longer ones are not searched for. */
export const helpQueryLengthMax = 100

const hitsMax = 20
const excerptLength = 140
/** A section that does not have all words of a question must have so many, and be so good beside the best. */
const leastShareOfTerms = 0.34
const leastShareOfBest = 0.3

// Words are found in the folded text, in which all kana are hiragana.
const latinWord = /[\p{Script=Latin}\p{Nd}]+/u
const japaneseRun = /[\p{Script=Hiragana}\p{Script=Han}\u30fc\u3005]+/u
const words = new RegExp(`${latinWord.source}|${japaneseRun.source}`, 'gu')

const isLatin = (term: string) => latinWord.test(term[0]!)

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

/**
 * What a text is indexed and searched by: words as they are, where they are written apart, and else each two characters
 * that follow one another, since nothing there says where a word ends.
 */
function termsOf(folded: string): Term[] {
  return [...folded.matchAll(words)].flatMap(({ 0: word, index }) => {
    if (isLatin(word) || word.length < 3) return [{ text: word, at: index }]
    return Array.from({ length: word.length - 1 }, (_, at) => ({
      text: word.slice(at, at + 2),
      at: index + at,
    }))
  })
}

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
function termsOfQuery(query: string): AskedTerms {
  const { folded, places } = foldText(query)
  const typed = termsOf(folded).map(({ text, at }) => ({
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

/** Sections made ready to be searched. */
export interface HelpIndex {
  sections: readonly SectionText[]
  words: MiniSearch
}

/** @param sections of one language. */
export function indexHelp(sections: readonly SectionText[]): HelpIndex {
  const index = new MiniSearch({
    fields: ['title', 'page', 'text'],
    tokenize: (text) => termsOf(foldText(text).folded).map((term) => term.text),
    processTerm: (term) => term,
  })
  index.addAll(sections.map(({ title, page, texts }, id) => ({ id, title, page, text: texts.join('\n') })))
  return { sections, words: index }
}

/**
 * Finds the sections that answer a query, the best first: what its words say in a title counts more than in the text.
 * Width, case, and hiragana or katakana make no difference.
 * @param query at most `helpQueryLengthMax` characters; none is found for one without a word.
 */
export function searchHelp({ sections, words: index }: HelpIndex, query: string): HelpHit[] {
  const asked = termsOfQuery(query)
  if (asked.all.length === 0) return []
  const found = index.search(query, {
    tokenize: () => asked.all,
    boost: { title: 4, page: 1.5 },
    prefix: (term) => isLatin(term) && term.length > 2,
    fuzzy: (term) => (isLatin(term) && term.length > 4 ? 0.2 : false),
  })
  return found
    .filter(({ score, queryTerms }) => {
      const share = asked.telling.filter((term) => queryTerms.includes(term)).length / asked.telling.length
      return share === 1 || (share >= leastShareOfTerms && score >= found[0]!.score * leastShareOfBest)
    })
    .slice(0, hitsMax)
    .map(({ id, terms }) => {
      const section = sections[id as number]!
      return { section, excerpt: excerptOf(section.texts, new Set(terms)) }
    })
}

/** The text of a section that says most of what was asked for, cut to a few lines around it. */
function excerptOf(texts: string[], terms: ReadonlySet<string>): ExcerptPart[] {
  const [{ text, marks } = { text: '', marks: [] }] = texts
    .map((one) => ({ text: one, marks: marksIn(one, terms) }))
    .sort((a, b) => longest(b.marks) - longest(a.marks) || b.marks.length - a.marks.length)
  const first = marks[0]?.from ?? 0
  const isLong = text.length > excerptLength && first > excerptLength / 2
  const start = isLong ? Math.min(first - excerptLength / 4, text.length - excerptLength) : 0
  const end = Math.min(text.length, start + excerptLength)
  const parts: ExcerptPart[] = []
  let at = start
  for (const { from, to } of marks) {
    if (from >= end) break
    parts.push({ text: text.slice(at, from), isMarked: false })
    parts.push({ text: text.slice(from, Math.min(to, end)), isMarked: true })
    at = Math.min(to, end)
  }
  parts.push({ text: text.slice(at, end) + (end < text.length ? '…' : ''), isMarked: false })
  if (start > 0) parts.unshift({ text: '…', isMarked: false })
  return parts.filter((part) => part.text !== '')
}

/** A stretch of a text, its end not included. */
interface Stretch {
  from: number
  to: number
}

const lengthOf = ({ from, to }: Stretch) => to - from
const longest = (marks: Stretch[]) => Math.max(0, ...marks.map(lengthOf))

/** What of a text is of the terms: of pairs that lie together a stretch, without those that are short beside the longest. */
function marksIn(text: string, terms: ReadonlySet<string>): Stretch[] {
  const { folded, places } = foldText(text)
  const marks: Stretch[] = []
  for (const term of termsOf(folded).filter((one) => terms.has(one.text))) {
    const [from, to] = [places[term.at]!, places[term.at + term.text.length] ?? text.length]
    const last = marks.at(-1)
    if (last && from <= last.to) last.to = to
    else marks.push({ from, to })
  }
  return marks.filter((mark) => lengthOf(mark) > longest(marks) / 2)
}
