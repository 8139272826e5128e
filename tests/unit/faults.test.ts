import { catalogues } from '@/lib/i18n/catalogues'
import type { Answer } from '@/tests/faults/support/ask'
import { foreignNumbers, makeKnownUsage } from '@/tests/faults/support/known-usage'
import { isPlainRefusal, Ledger } from '@/tests/faults/support/ledger'
import { firstVerdict } from '@/tests/faults/support/world'

const answerOf = (status: number, body: string, more: Partial<Answer> = {}): Answer => ({
  ...{ web: 'web 1', path: '/usage', status, headers: {}, isWhole: true, from: 0, until: 1 },
  body: Buffer.from(body),
  ...more,
})
const away = catalogues.ja.refusals.databaseAway
const problem = (headers: Answer['headers']) =>
  answerOf(503, JSON.stringify({ status: 503, detail: away }), {
    headers: { 'content-type': 'application/problem+json', ...headers },
  })

describe('an answer of the load', () => {
  test.each([
    ['a page of its own contract', answerOf(200, '071007710001'), undefined],
    ['a number of another contract', answerOf(200, '072007720001'), { wrong: expect.any(String) }],
    [
      'one among what broke off',
      answerOf(200, '072007720001', { isWhole: false }),
      { wrong: expect.any(String) },
    ],
    ['one that broke off', answerOf(200, 'half', { isWhole: false }), 'broken'],
    ['no answer at all', answerOf(0, '', { isWhole: false }), 'broken'],
    ['a refusal in words', answerOf(503, `<p>${away}</p>`), 'refused'],
    ['a refusal without words', answerOf(503, 'Service Unavailable'), { wrong: expect.any(String) }],
    ['an error', answerOf(500, away), { wrong: expect.any(String) }],
    ['what the proxy says of a process that is gone', answerOf(502, '', { web: 'proxy' }), 'broken'],
    ['the same of a web process', answerOf(502, ''), { wrong: expect.any(String) }],
  ])('%s', (_name, answer, verdict) => {
    expect(firstVerdict(answer, '71')).toEqual(verdict)
  })

  test('a program is refused by a problem that says when to come again', () => {
    expect(isPlainRefusal(problem({ 'retry-after': '10' }))).toBe(true)
    expect(isPlainRefusal(problem({}))).toBe(false)
  })
})

describe('what a fault allows', () => {
  const begin = () => {
    const ledger = new Ledger()
    const end = ledger.begin('restart', { refusals: true, broken: 'files' })
    const now = performance.now()
    return { ledger, end, during: answerOf(503, '', { from: now, until: now + 1 }) }
  }

  test('is allowed while it lasts, to what it allows it', () => {
    const { ledger, during } = begin()
    ledger.note('search 1', 'page', during, 'refused')
    ledger.note('download 1', 'file', during, 'broken')
    expect(ledger.wrongs).toEqual([])
    expect(ledger.count('restart', 'refused', 'page')).toBe(1)
    ledger.note('search 1', 'page', during, 'broken')
    expect(ledger.wrongs).toHaveLength(1)
  })

  test('is wrong afterwards, and an error is wrong at any time', () => {
    const { ledger, end, during } = begin()
    end()
    const later = performance.now() + 10
    ledger.note('search 1', 'page', answerOf(503, '', { from: later, until: later + 1 }), 'refused')
    ledger.note('search 1', 'page', during, { wrong: 'it is answered 500' })
    expect(ledger.wrongs).toHaveLength(2)
  })
})

test('numbers of a contract are in its records, and none of them is another’s', () => {
  const { still, moving } = makeKnownUsage(new Date('2026-11-27T03:00:00Z'))
  for (const { files, totals } of [still, ...moving]) {
    const rows = files.destinations.toString().split('\n').slice(1, -1)
    for (const contract of ['71', '72', '73'] as const) {
      const own = rows.filter((row) => row.startsWith(`${contract},`))
      expect(own).toHaveLength(totals[contract].destinations)
      expect(own.some((row) => foreignNumbers(contract).test(row))).toBe(false)
      expect(own.reduce((sum, row) => sum + Number(row.split(',').at(-1)), 0)).toBe(totals[contract].charge)
    }
    expect(foreignNumbers('71').test(rows.find((row) => row.startsWith('72,'))!)).toBe(true)
  }
})
