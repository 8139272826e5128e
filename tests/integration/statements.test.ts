import fc from 'fast-check'
import Papa from 'papaparse'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { listMonths } from '@/lib/statements/list-months'
import { largestMovers } from '@/lib/statements/movers'
import { readStatement, type Statement } from '@/lib/statements/read-statement'
import { statementCsv } from '@/lib/statements/statement-csv'
import { foldList, type StatementListName } from '@/lib/statements/statement-lists'
import { sumOf } from '@/lib/statements/figures'
import { addMonthsTo, monthInstants } from '@/lib/time/japan-month'
import type { UsageKind } from '@/lib/usage/search'
import { assembleDay, type PlannedCall } from '@/prisma/factories/assemble-day'
import { loadUsageDay } from '@/prisma/factories/load-usage-day'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { emptyUsage } from '@/tests/support/usage-files'

const now = new Date('2026-02-10T03:00:00Z')
const source = { address: '192.0.2.7', userAgent: 'test' }
const kinds = ['call', 'destination'] as const
const months = ['2026-01', '2026-02']
const names = [
  { number: '=1', name: '本社', department: '営業' },
  { number: '0312345678', name: '-支店', department: '' },
]

const { pool } = useTestDatabase()
const users: Record<'mine' | 'stranger', SignedInUser> = {} as never

beforeAll(async () => {
  users.mine = await createTestUser()
  users.stranger = await createTestUser({ contractNumber: '05' })
  for (const contractNumber of ['04', '05']) {
    const change = { version: 1, changedAt: now, changedBy: 'test' }
    await getPrisma().numberList.create({
      data: {
        contractNumber,
        ...change,
        names: { create: names.map((name) => ({ ...name, accountCode: '', ...change })) },
      },
    })
  }
})

const read = (month: string, by: UsageKind, user = users.mine, at = now, linesMax?: number) =>
  readStatement(user, { month, by }, { kind: 'statementViewed', source }, at, linesMax)

const anyCode = fc.constantFrom('一般', '同報', 'F網取出')
const anyRate = fc.constantFrom(null, '夜間', '深夜')
const anyArea = fc.constantFrom('JAPAN', 'KOREA', '=MAIL')
const anyCount = fc.nat(9)

const anyCall: fc.Arbitrary<PlannedCall> = fc
  .record({
    second: fc.nat(86_399),
    communicationType: anyCode,
    callerNumber: fc.constantFrom('=1', '0312345678', '03', '0', '@userco.jp'),
    calleeNumber: fc.constant(null),
    area: anyArea,
    acceptedPages: anyCount,
    discountType: anyRate,
    destinations: fc.array(
      fc.record({
        // Past midnight too, and so past the end of the month.
        second: fc.nat(43_200),
        calleeNumber: fc.constant(null),
        area: anyArea,
        paperMode: fc.constant('A4G3F'),
        sentPages: anyCount,
        billedPages: fc.option(anyCount),
        callType: anyRate,
        chargeYen: fc.nat(999),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map((call) => ({
    ...call,
    destinations: call.destinations.map((destination) => ({
      ...destination,
      second: call.second + destination.second,
    })),
  }))

const dates = ['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-03']
/** The calls of some days of two contracts; a day may be empty or not be loaded at all. */
const anyUsage = fc.record(
  Object.fromEntries(
    dates.map((date) => [date, fc.tuple(fc.array(anyCall, { maxLength: 6 }), fc.array(anyCall))]),
  ),
  { requiredKeys: [] },
)

async function load(usage: Record<string, [PlannedCall[], PlannedCall[]] | undefined>) {
  await emptyUsage(pool())
  const client = await pool().connect()
  try {
    for (const [date, ofContracts] of Object.entries(usage)) {
      const days = ofContracts!.map((calls, index) => assembleDay(['04', '05'][index]!, date, calls))
      await loadUsageDay(client, {
        date,
        calls: days.flatMap(({ calls }) => calls),
        destinations: days.flatMap(({ destinations }) => destinations),
      })
    }
  } finally {
    client.release()
  }
}

const department = `CASE caller_number WHEN '=1' THEN '営業' ELSE '' END`
const keys: Record<StatementListName, Record<UsageKind, string>> = {
  day: same(`to_char(called_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD')`),
  communicationType: same('communication_type'),
  rateType: { call: `coalesce(discount_type, '')`, destination: `coalesce(call_type, '')` },
  area: same('area'),
  caller: same('caller_number'),
  department: same(department),
}

function same(sql: string) {
  return { call: sql, destination: sql }
}

/** The lines of a list by a plain query over the records. */
async function linesBySql(list: StatementListName, month: string, by: UsageKind, contract: string) {
  const { from, until } = monthInstants(month)
  const { rows } = await pool().query<Record<string, string>>(
    `SELECT ${keys[list][by]} AS key, count(*) AS records,
            ${by === 'call' ? 'sum(destination_count)' : 'count(*)'} AS destinations, sum(sent_pages) AS "sentPages",
            coalesce(sum(billed_pages), 0) AS "billedPages", sum(charge) AS charge
     FROM usage_${by} WHERE contract_number = $1 AND called_at >= $2 AND called_at < $3
     GROUP BY 1 ORDER BY 1`,
    [contract, from, until],
  )
  return rows
}

const asTexts = (lines: Statement['lists'][number]['lines']) =>
  lines
    .filter(({ figures }) => figures.records > 0)
    .map(({ key, figures }) => ({
      key,
      ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value)])),
    }))
    .sort((one, other) => (Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)) < 0 ? -1 : 1))

test('each list of each month is a plain sum over the contract’s records, and all tie to the yen', async () => {
  let late = 0
  let sheets = 0
  await fc.assert(
    fc.asyncProperty(anyUsage, async (usage) => {
      await load(usage)
      for (const user of Object.values(users))
        for (const month of months)
          for (const by of kinds) {
            const statement = await read(month, by, user)
            const days = await linesBySql('day', month, by, user.contractNumber)
            if (!statement) {
              expect(days).toEqual([])
              continue
            }
            sheets++
            for (const list of statement.lists) {
              const expected = await linesBySql(list.name, month, by, user.contractNumber)
              expected.sort((one, other) =>
                Buffer.compare(Buffer.from(one.key!), Buffer.from(other.key!)) < 0 ? -1 : 1,
              )
              expect(asTexts(list.lines)).toEqual(expected)
              expect(sumOf(list.lines.map(({ figures }) => figures))).toEqual(statement.total)
            }
            expectFolded((await read(month, by, user, now, 1))!, statement)
            const loaded = Object.keys(usage).filter((date) => date.startsWith(month))
            const day = statement.lists[0]!
            expect(day.lines.filter(({ isMissing }) => !isMissing).map(({ key }) => key)).toEqual(loaded)
            if (day.lines.some(({ isMissing, figures }) => isMissing && figures.records > 0)) late++
            const earlier = await read(addMonthsTo(month, -1), by, user)
            if (earlier) expectCompared(statement, earlier)
            expectCsvTies(statement)
          }
      for (const user of Object.values(users))
        for (const row of await listMonths(user, now)) {
          const statement = (await read(row.month, 'call', user))!
          const { missingDays, isRunning, total } = statement
          const { charge, records } = total
          expect(row).toMatchObject({ missingDays: missingDays.length, isRunning, charge, records })
        }
    }),
    { numRuns: 12, endOnFailure: true },
  )
  expect(sheets).toBeGreaterThan(20)
  expect(late).toBeGreaterThan(0)
})

/** A sheet of few lines is the same with what comes after them summed, and still ties. */
function expectFolded(folded: Statement, statement: Statement) {
  for (const [index, { name, lines, rest }] of folded.lists.entries()) {
    const whole = statement.lists[index]!
    const plain = lines.map(({ beginsOthers, ...line }) => {
      const isBeginning = whole.lines.some(({ key }) => key !== line.key && key.startsWith(line.key))
      expect(beginsOthers ?? false).toBe(name === 'caller' && isBeginning)
      return line
    })
    expect({ name, lines: plain, ...(rest && { rest }) }).toEqual(foldList(whole, 1))
    expect(sumOf([...lines, ...(rest ? [rest] : [])].map(({ figures }) => figures))).toEqual(folded.total)
  }
  expect(folded.earlier).toEqual(statement.earlier)
}

/** The month before is the same as on its own sheet, and what changed most follows from the lines of both. */
function expectCompared(statement: Statement, earlier: Statement) {
  expect(statement.earlier!.total).toEqual(earlier.total)
  for (const [name, movers] of Object.entries(statement.earlier!.movers)) {
    const listOf = ({ lists }: Statement) => lists.find((list) => list.name === name)!
    expect(movers).toEqual(largestMovers(listOf(earlier), listOf(statement)))
  }
}

/** Every list is in the file whole: its rows add up to the row 合計, and no cell is one that a spreadsheet would run. */
function expectCsvTies(statement: Statement) {
  const text = statementCsv(statement, 'utf-8').toString().slice(1)
  expect(text.endsWith('\r\n')).toBe(true)
  const [, total, ...rows] = Papa.parse<string[]>(text.trimEnd(), { newline: '\r\n' }).data
  expect(total![0]).toBe('合計')
  expect(total!.slice(3, 8)).toEqual(Object.values(statement.total).map(String))
  const sections = [...new Set(rows.map(([section]) => section))]
  expect(sections[0]).toBe('日')
  for (const section of sections) {
    const ofSection = rows.filter((row) => row[0] === section)
    for (let column = 3; column < 8; column++)
      expect(String(ofSection.reduce((sum, row) => sum + BigInt(row[column]!), 0n))).toBe(total![column])
  }
  expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell) && cell !== '@userco.jp')).toEqual([])
}

test('a month without anything of the contract, and one that was purged, is no sheet and leaves no trace', async () => {
  const [[call]] = fc.sample(fc.tuple(anyCall), 1) as [[PlannedCall]]
  await load({ '2026-01-15': [[call], []], '2025-12-31': [[call], []] })
  const stranger = await createTestUser({ contractNumber: '05' })
  expect(await read('2026-01', 'call', stranger)).toBeUndefined()
  expect(await listMonths(users.stranger, now)).toEqual([])
  expect(await read('2025-11', 'call')).toBeUndefined()
  expect((await listMonths(users.mine, now)).map(({ month }) => month)).toContain('2026-01')
  await getPrisma().usagePurge.create({
    data: {
      purgedBefore: new Date('2026-01-01'),
      callRecords: 0,
      destinationRecords: 0,
      purgedBy: 'operator:test',
    },
  })
  expect(await read('2025-12', 'call')).toBeUndefined()
  expect((await read('2026-01', 'call'))!.earlier).toBeUndefined()
  expect((await listMonths(users.mine, now)).map(({ month }) => month)).not.toContain('2025-12')
  expect(await getPrisma().securityEvent.count({ where: { accountId: stranger.accountId } })).toBe(0)
})

test('the audit trail notes which sheet was seen, and no number', async () => {
  const [[call]] = fc.sample(fc.tuple(anyCall), 1) as [[PlannedCall]]
  await load({ '2026-01-15': [[call], []] })
  const user = await createTestUser()
  await read('2026-01', 'destination', user)
  const reading = { kind: 'statementDownloaded', source, detail: { encoding: 'utf-8' } } as const
  await readStatement(user, { month: '2026-01', by: 'call' }, reading, now)
  const events = await getPrisma().securityEvent.findMany({
    where: { accountId: user.accountId },
    orderBy: { id: 'asc' },
  })
  expect(events.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['statementViewed', { month: '2026-01', by: 'destination' }],
    ['statementDownloaded', { month: '2026-01', by: 'call', encoding: 'utf-8' }],
  ])
})

test('days that are not over are no missing days, but the month is running', async () => {
  const [[call]] = fc.sample(fc.tuple(anyCall), 1) as [[PlannedCall]]
  await load({ '2026-02-01': [[call], []], '2026-02-02': [[], []], '2026-02-03': [[call], []] })
  const at = new Date('2026-02-04T15:30:00Z')
  const statement = (await read('2026-02', 'call', users.mine, at))!
  expect(statement.isRunning).toBe(true)
  expect(statement.missingDays).toEqual(['2026-02-04'])
  const [first, second] = statement.lists[0]!.lines
  expect(first).toMatchObject({ key: '2026-02-01', figures: { records: 1 } })
  // Loaded, and without usage.
  expect(second).toEqual({ key: '2026-02-02', figures: sumOf([]) })
})
