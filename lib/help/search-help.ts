import MiniSearch from 'minisearch'
import { excerptOf, readText, type ExcerptPart, type ReadText } from './excerpt'
import { inWordsOfHelp, type Synonyms } from './synonyms'
import { isLatin, termsOfQuery } from './terms'

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

export interface HelpHit {
  section: SectionText
  excerpt: ExcerptPart[]
}

export interface HelpAnswer {
  /** The best of them. */
  hits: HelpHit[]
  /** How many sections answer the query. */
  found: number
}

/** Characters of a query: longer ones are not searched for. */
export const helpQueryLengthMax = 100

/** Sections that are shown. */
const hitsMax = 20
/** A section that does not have all words of a question must have so many, and be so good beside the best. */
const leastShareOfTerms = 0.34
const leastShareOfBest = 0.3

/** Sections made ready to be searched. */
export interface HelpIndex {
  sections: readonly { section: SectionText; texts: ReadText[] }[]
  words: MiniSearch
  synonyms: Synonyms
}

const separator = ' '
const termsIn = (...texts: ReadText[]) =>
  texts.flatMap(({ terms }) => terms.map(({ term }) => term)).join(separator)

/**
 * @param sections of one language.
 * @param synonyms of the same.
 */
export function indexHelp(sections: readonly SectionText[], synonyms: Synonyms = {}): HelpIndex {
  const read = sections.map((section) => ({ section, texts: section.texts.map(readText) }))
  const words = new MiniSearch({
    fields: ['title', 'page', 'text'],
    tokenize: (terms) => (terms === '' ? [] : terms.split(separator)),
    processTerm: (term) => term,
  })
  words.addAll(
    read.map(({ section: { title, page }, texts }, id) => ({
      id,
      title: termsIn(readText(title)),
      page: termsIn(readText(page)),
      text: termsIn(...texts),
    })),
  )
  return { sections: read, words, synonyms }
}

/**
 * Finds the sections that answer a query, the best first: what its words say in a title counts more than in the text.
 * Width, case, and hiragana or katakana make no difference.
 * @param query at most `helpQueryLengthMax` characters; none is found for one without a word.
 */
export function searchHelp({ sections, words, synonyms }: HelpIndex, query: string): HelpAnswer {
  const asked = termsOfQuery(inWordsOfHelp(query, synonyms))
  if (asked.all.length === 0) return { hits: [], found: 0 }
  const ranked = words.search(query, {
    tokenize: () => asked.all,
    boost: { title: 4, page: 1.5 },
    prefix: (term) => isLatin(term) && term.length > 2,
    fuzzy: (term) => (isLatin(term) && term.length > 4 ? 0.2 : false),
  })
  const answers = ranked.filter(({ score, queryTerms }) => {
    const share = asked.telling.filter((term) => queryTerms.includes(term)).length / asked.telling.length
    return share === 1 || (share >= leastShareOfTerms && score >= ranked[0]!.score * leastShareOfBest)
  })
  const hits = answers.slice(0, hitsMax).map(({ id, terms }) => {
    const { section, texts } = sections[id as number]!
    return { section, excerpt: excerptOf(texts, new Set(terms)) }
  })
  return { hits, found: answers.length }
}
