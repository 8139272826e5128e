import { filePaths } from '@/lib/file-paths'
import type { Answer } from '../support/ask'
import type { Verdict } from '../support/ledger'
import { cutHeading, readWorkbook } from '../support/read-file'
import { askAsCustomer, firstVerdict, type Client, type LoadAccount, type World } from '../support/world'

/** Heading rows of a sheet of calls, those above the records included: the sheet is compared with one before. */
const workbookRowsBeside = new Map<string, number>()

/** Takes files of a day, CSV and Excel in turn: each must be whole and exact, or break off so that it shows. */
export function downloading(world: World, account: LoadAccount, cookie: string, nth: number): Client {
  const { ledger, trail, random, usage, lines } = world
  const name = `download ${nth}`
  const contract = account.contractNumber

  function judgeCsv({ body, status }: Answer, expected: string[]): Verdict {
    if (status !== 200) return { wrong: `a file is answered ${status}` }
    const { heading, lines: got } = cutHeading(body.toString())
    if (heading !== lines[contract].heading) return { wrong: 'a file has another heading' }
    return expected.includes(got) ? 'right' : { wrong: 'a file is of no version of the day' }
  }

  async function takeCsv() {
    const isStill = random.chance(0.5)
    const { date } = isStill ? usage.still : usage.moving[0]
    const path = filePaths.download({ startDate: date, endDate: date, by: 'destination' })
    const answer = await askAsCustomer(world, { path, headers: { cookie } })
    const expected = isStill ? [lines[contract].still] : lines[contract].moving
    return { answer, verdict: firstVerdict(answer, contract) ?? judgeCsv(answer, expected) }
  }

  async function takeExcel() {
    const { date, totals } = usage.still
    const path = filePaths.download({ startDate: date, endDate: date, by: 'call', format: 'xlsx' })
    const answer = await askAsCustomer(world, { path, headers: { cookie } })
    const book = answer.status === 200 && answer.isWhole ? await readWorkbook(answer.body) : undefined
    const first = firstVerdict(answer, contract, book?.text)
    if (first) return { answer, verdict: first }
    if (!book) return { answer, verdict: { wrong: `a workbook of status ${answer.status} cannot be read` } }
    const beside = book.rows - totals[contract].calls
    if (!workbookRowsBeside.has(contract)) workbookRowsBeside.set(contract, beside)
    const isRight = beside === workbookRowsBeside.get(contract) && beside > 0
    const verdict: Verdict = isRight ? 'right' : { wrong: `a workbook has ${book.rows} rows` }
    return { answer, verdict }
  }

  return {
    name,
    async once() {
      const { answer, verdict } = await (random.chance(0.8) ? takeCsv() : takeExcel())
      ledger.note(name, 'file', answer, verdict)
      if (verdict === 'right') {
        trail.expect(answer, 'downloadStarted')
        trail.expect(answer, 'downloadCompleted')
      } else if (verdict === 'broken' && answer.status === 200 && answer.body.length > 0)
        trail.expect(answer, 'downloadStarted')
    },
  }
}
