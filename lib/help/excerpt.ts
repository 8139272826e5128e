import { foldText } from './fold-text'
import { termsOf } from './terms'

/** A part of an excerpt: marked where it is what was searched for. */
export interface ExcerptPart {
  text: string
  isMarked: boolean
}

/** A stretch of a text, its end not included. */
interface Stretch {
  from: number
  to: number
}

/** A text, and where its terms stand in it. */
export interface ReadText {
  text: string
  terms: (Stretch & { term: string })[]
}

const excerptLength = 140

/** Takes a text apart once: whatever is searched for later is looked up in it. */
export function readText(text: string): ReadText {
  const { folded, places } = foldText(text)
  const terms = termsOf(folded).map(({ text: term, at }) => ({
    term,
    from: places[at]!,
    to: places[at + term.length] ?? text.length,
  }))
  return { text, terms }
}

/** The text of a section that says most of what was asked for, cut to a few lines around it. */
export function excerptOf(texts: readonly ReadText[], terms: ReadonlySet<string>): ExcerptPart[] {
  const [{ text, marks } = { text: '', marks: [] }] = texts
    .map((one) => ({ text: one.text, ...marksIn(one, terms) }))
    .sort((a, b) => b.longest - a.longest || b.marks.length - a.marks.length)
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

const lengthOf = ({ from, to }: Stretch) => to - from

/** What of a text is of the terms: of pairs that lie together a stretch, without those that are short beside the longest. */
function marksIn(
  { terms: read }: ReadText,
  terms: ReadonlySet<string>,
): { marks: Stretch[]; longest: number } {
  const marks: Stretch[] = []
  for (const { term, from, to } of read) {
    if (!terms.has(term)) continue
    const last = marks.at(-1)
    if (last && from <= last.to) last.to = to
    else marks.push({ from, to })
  }
  const longest = Math.max(0, ...marks.map(lengthOf))
  return { marks: marks.filter((mark) => lengthOf(mark) > longest / 2), longest }
}
