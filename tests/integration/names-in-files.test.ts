import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { getPrisma } from '@/lib/db/prisma'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { formulaSafe } from '@/lib/files/formula-safe'
import type { UsageConditions } from '@/lib/usage/conditions'
import { findCall } from '@/lib/usage/find-call'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { periodInstants, type UsagePeriod } from '@/lib/usage/period'
import { runSearch } from '@/lib/usage/run-search'
import type { UsageKind } from '@/lib/usage/search'
import { usageSorts } from '@/lib/usage/sort'
import { streamExcel } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { eventually } from '@/tests/support/eventually'
import { expectedNames, linesOf } from '@/tests/support/named-files'
import {
  anyKind,
  anyPeriod,
  guarded,
  oddTexts,
  outside,
  searchOf,
  useNamedUsage,
  wholePeriod,
} from '@/tests/support/named-usage'
import { storeNames } from '@/tests/support/number-names'
import { usageRows } from '@/tests/support/usage-rows'

const source = { address: null, userAgent: null }
const { pool, user, csvOf, usedNumbers, anyNames } = useNamedUsage()
const now = () => new Date()
const asIs = { ...guarded, formulas: 'asis' } as const

const headings = [
  ...['発信番号名称', '発信番号部署', '発信番号科目コード'],
  ...['着信番号名称', '着信番号部署', '着信番号科目コード'],
]

const recordsOf = (kind: UsageKind, period: UsagePeriod) => {
  const { from, until } = periodInstants(period)
  return usageRows(pool(), kind, 'called_at >= $1 AND called_at < $2', [from, until])
}

const inShiftJis = (text: string) => text.replace(new RegExp(`[${outside}]`, 'gu'), '〓')

beforeAll(async () => {
  // Theirs would stand beside every number that both have used.
  await createTestUser({ contractNumber: '05' })
  const numbers = Array.from({ length: 10_000 }, (_, number) => `0${number}`)
  await storeNames(
    pool(),
    '05',
    numbers.map((number) => ({ number, name: 'THEIRS', department: 'THEIRS', accountCode: 'THEIRS' })),
  )
})

test('a file with names has beside each record what its own contract calls its numbers, and one without is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      await anyNames(),
      anyPeriod,
      anyKind,
      fc.constantFrom<FileEncoding>('utf-8', 'shift_jis'),
      fc.constantFrom<FormulaChoice>('guarded', 'asis'),
      async (names, period, kind, encoding, formulas) => {
        const records = await recordsOf(kind, period)
        fc.pre(records.length > 0)
        const target = searchOf(period, kind)
        await storeNames(pool(), '04', [])
        const before = await csvOf(target, { encoding, formulas, withNames: false })
        await storeNames(pool(), '04', names)
        expect((await csvOf(target, { encoding, formulas, withNames: false })).equals(before)).toBe(true)

        const [heading, ...lines] = linesOf(
          await csvOf(target, { encoding, formulas, withNames: true }),
          encoding,
        )
        expect(heading!.slice(-6)).toEqual(headings)
        expect(lines.map((line) => line.slice(0, -6))).toEqual(linesOf(before, encoding).slice(1))
        const written = (text: string) => {
          const cell = formulas === 'asis' ? text : formulaSafe(text)
          return encoding === 'utf-8' ? cell : inShiftJis(cell)
        }
        const expected = expectedNames(records, names).map((texts) => texts.map(written))
        expect(lines.map((line) => line.slice(-6))).toEqual(expected)
      },
    ),
    { numRuns: 15 },
  )
})

test('names change neither which records a file has nor their order, however it is sorted and narrowed', async () => {
  const anyConditions = fc.record<UsageConditions>(
    {
      callerStart: fc.constantFrom('041', '0'),
      chargeFrom: fc.nat(500),
      rateTypes: fc.constant(['夜間', '']),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      await anyNames(),
      anyKind,
      fc.constantFrom(undefined, ...usageSorts),
      anyConditions,
      async (names, kind, sort, conditions) => {
        await storeNames(pool(), '04', names)
        const target = searchOf(wholePeriod, kind, { sort, filter: { id: '1', conditions } })
        const plain = linesOf(await csvOf(target, { ...asIs, withNames: false }), 'utf-8')
        const lines = linesOf(await csvOf(target, asIs), 'utf-8')
        expect(lines.map((line) => line.slice(0, -6))).toEqual(plain)
        expect(lines.slice(1).map((line) => line.slice(-6))).toEqual(expectedNames(plain.slice(1), names))
      },
    ),
    { numRuns: 15 },
  )
})

describe('with some names', () => {
  const named = async () => {
    const names = (await usedNumbers())
      .filter((_, index) => index % 3 > 0)
      .map((number, index) => {
        const [name, department, accountCode] = [0, 1, 2].map(
          (step) => oddTexts[(index + step) % oddTexts.length]!,
        )
        return { number, name: name!, department: index % 2 ? department! : '', accountCode: accountCode! }
      })
    await storeNames(pool(), '04', names)
    return names
  }
  const largeCall = async () => {
    const { rows } = await pool().query<{ call_id: string; called_at: Date }>(
      `SELECT call_id, called_at FROM usage_call WHERE contract_number = '04' AND destination_count > 100 LIMIT 1`,
    )
    return { callId: BigInt(rows[0]!.call_id), calledAt: rows[0]!.called_at }
  }

  test('the file of a call has them too', async () => {
    const names = await named()
    const call = await largeCall()
    const records = await usageRows(pool(), 'destination', 'call_id = $1', [call.callId])
    const [, ...lines] = linesOf(await csvOf({ call }, asIs), 'utf-8')
    const expected = expectedNames(records, names)
    expect(expected.flat().some(Boolean)).toBe(true)
    expect(lines).toEqual(records.map((record, index) => [...record, ...expected[index]!]))
  })

  test('a workbook has them as texts, and nothing else of it changes', async () => {
    const names = await named()
    const target = searchOf(wholePeriod, 'destination')
    const describe = () => ({ recordsSheet: 'records', summarySheet: 'summary', summary: [] })
    const sheetOf = async (withNames: boolean) =>
      readSheet(
        await buffer((await streamExcel(user(), { target, withNames, describe }, source, now())).file),
        { trim: false },
      )
    const [plain, [heading, ...rows]] = [await sheetOf(false), await sheetOf(true)]
    expect(heading!.slice(-6)).toEqual(headings)
    expect(rows.map((row) => row.slice(0, -6))).toEqual(plain.slice(1))
    const expected = expectedNames(await recordsOf('destination', wholePeriod), names)
    expect(rows.map((row) => row.slice(-6).map((cell) => cell ?? ''))).toEqual(expected)
  })

  test('the screen has them beside the numbers of its records and of a call', async () => {
    const names = await named()
    const shown = (number: string) => {
      const label = names.find((name) => name.number === number)
      return label && { name: label.name, department: label.department }
    }
    const { search } = searchOf(wholePeriod, 'destination', { output: 'screen', sort: 'charge-desc' })
    const { page } = await runSearch(user(), search, source, now())
    const call = await largeCall()
    const found = (await findCall(user(), String(call.callId)))!
    const callPage = await loadCallPage(user(), call, undefined, source, now())
    const nextPage = await loadCallPage(user(), call, callPage.page!.next, source, now())
    expect([callPage, nextPage].map(({ file }) => file.isNamed)).toEqual([true, true])
    const records = [...page!.records, ...callPage.page!.records, found]
    expect(records.some((record) => Object.keys(record.names).length > 0)).toBe(true)
    for (const record of records) {
      const [, , caller, callee] = record.cells
      expect(record.names).toEqual({
        ...(shown(caller!) && { callerNumber: shown(caller!) }),
        ...(shown(callee!) && { calleeNumber: shown(callee!) }),
      })
    }
  })

  test('the audit trail says that a file had names, and no name or number', async () => {
    const names = await named()
    await csvOf(searchOf(wholePeriod, 'call'), guarded)
    await eventually(async () => {
      const { kind, detail } = await getPrisma().securityEvent.findFirstOrThrow({ orderBy: { id: 'desc' } })
      expect(kind).toBe('downloadCompleted')
      expect(detail).toMatchObject({ names: '1', encoding: 'utf-8' })
      const said = JSON.stringify(detail)
      expect(
        names.filter(({ name, number }) => name.length > 4 && (said.includes(name) || said.includes(number))),
      ).toEqual([])
    })
  })
})
