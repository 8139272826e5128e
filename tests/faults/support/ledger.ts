import { catalogues } from '@/lib/i18n/catalogues'
import type { Answer } from './ask'

/** What clients may meet while a fault lasts, beside right answers. */
export interface Allowance {
  /** A refusal in words: 503, or 429 for downloads at once. */
  refusals: boolean
  /** What breaks off so that it shows: files, or any answer. */
  broken: 'none' | 'files' | 'all'
}

/** What a client found of an answer: `wrong` ends the run badly, whatever the fault. */
export type Verdict = 'right' | 'refused' | 'broken' | { wrong: string }

/** What a client asks for. */
export type Asked = 'page' | 'form' | 'file' | 'program'

interface Phase {
  name: string
  allows: Allowance
  from: number
  until: number
}

const texts = catalogues.ja.refusals
const apart = /\{[^}]*\}/
/** What refusals begin with that say what to do; values stand in some. */
const refusalWords = [
  texts.databaseAway,
  texts.overloaded,
  texts.downloadsCrowded,
  texts.downloadsAtOnce,
].map((text) => text.split(apart, 1)[0]!)

/** Whether an answer is a refusal in words that says what to do. */
export function isPlainRefusal({ status, body, headers, isWhole }: Answer): boolean {
  if (![503, 429].includes(status) || !isWhole) return false
  if (!String(headers['content-type']).includes('json')) {
    const text = body.toString()
    return refusalWords.some((words) => text.includes(words))
  }
  const { status: told, detail } = JSON.parse(body.toString()) as { status?: number; detail?: string }
  return told === status && detail !== undefined && headers['retry-after'] !== undefined
}

type Count = Record<'right' | 'refused' | 'broken' | 'wrong', number>
const none = (): Count => ({ right: 0, refused: 0, broken: 0, wrong: 0 })

/** Keeps what clients were answered, by fault, and what of it was not as it must be. */
export class Ledger {
  readonly wrongs: string[] = []
  private readonly phases: Phase[] = []
  private readonly counts = new Map<string, Count>()
  private answered = 0

  /** A fault begins; what is counted of it begins anew. @returns what ends it. */
  begin(name: string, allows: Allowance): () => void {
    for (const key of this.counts.keys()) if (key.split(' ', 1)[0] === name) this.counts.delete(key)
    const phase: Phase = { name, allows, from: performance.now(), until: Infinity }
    this.phases.push(phase)
    return () => (phase.until = Math.min(phase.until, performance.now()))
  }

  /** Notes an answer. @param who of the load, e.g. `search 2`. */
  note(who: string, asked: Asked, answer: Answer, found: Verdict): void {
    const during = this.phases.filter(({ from, until }) => answer.from < until && answer.until > from)
    const verdict = this.judge(asked, during, found)
    const name = during.at(-1)?.name ?? 'calm'
    const kind = typeof verdict === 'object' ? 'wrong' : verdict
    this.answered += 1
    for (const key of [name, `${name} ${asked}`, `${name} ${answer.web}`, `${name} ${who}`])
      this.counted(key)[kind] += 1
    if (typeof verdict !== 'object') return
    const at = `${answer.path.split('?', 1)[0]} at ${answer.web}, status ${answer.status}, ${answer.body.length} bytes`
    this.wrongs.push(`${name}: ${who}: ${verdict.wrong} (${at})`)
  }

  /** How many answers of a kind there were during a fault; of a client, a web process or of what was asked for. */
  count(phase: string, kind: keyof Count, of?: string): number {
    return this.counted(of === undefined ? phase : `${phase} ${of}`)[kind]
  }

  /** Answers of the whole run. */
  total(): number {
    return this.answered
  }

  private counted(key: string): Count {
    if (!this.counts.has(key)) this.counts.set(key, none())
    return this.counts.get(key)!
  }

  private judge(asked: Asked, during: Phase[], found: Verdict): Verdict {
    const allowed = during.map(({ allows }) => allows)
    if (found === 'refused' && !allowed.some(({ refusals }) => refusals))
      return { wrong: 'it was refused although nothing was amiss' }
    const mayBreak = allowed.some(
      ({ broken }) => broken === 'all' || (broken === 'files' && asked === 'file'),
    )
    if (found === 'broken' && !mayBreak) return { wrong: 'the answer broke off' }
    return found
  }
}
