import { spawnSync } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import type { FileEncoding } from '@/lib/files/file-encoding'
import type { FormulaChoice } from '@/lib/files/formula-choice'
import { countUsage } from '@/lib/usage/count'
import type { DownloadTarget } from '@/lib/usage/download-target'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { PortalError, type Refusal } from '@/lib/errors'
import { streamCsv } from '@/lib/usage/stream-file'
import { periodInstants, type UsagePeriod } from '@/lib/usage/period'
import type { UsageKind } from '@/lib/usage/search'
import { shiftJisLoss } from '@/lib/usage/shift-jis-loss'
import { unmasked } from '@/tests/support/account'
import { findOnPath } from '@/scripts/find-program'
import { anyPeriodOf, randomDays, useRandomUsage } from '@/tests/support/random-usage'
import { usageRows } from '@/tests/support/usage-rows'

const { firstDay, days } = randomDays
const source = { address: null, userAgent: null }
const { pool, user } = useRandomUsage()

const anyKind = fc.constantFrom<UsageKind>('call', 'destination')
const anyEncoding = fc.constantFrom<FileEncoding>('utf-8', 'shift_jis')
const anyPeriod = anyPeriodOf(firstDay, days)

const headingsOf = {
  call: '発信日時,通信種別,発信番号,着信番号,対地名,宛先数,受付枚数,送信枚数,課金枚数,割引種別,通信料',
  destination:
    '発信日時,通信種別,発信番号,着信番号,対地名,紙サイズ/通信モード,送信頁数,課金頁数,通話種別,通信料',
}

/** Why there is no file. */
function codeOf(error: unknown): Refusal['code'] {
  if (error instanceof PortalError) return error.refusal.code
  throw error
}

async function download(target: DownloadTarget, encoding: FileEncoding, formulas: FormulaChoice = 'guarded') {
  const csv = await streamCsv(user(), { target, encoding, formulas }, source, new Date()).catch(codeOf)
  return typeof csv === 'string' ? csv : buffer(csv.file)
}

const searchOf = (period: UsagePeriod, by: UsageKind) => ({
  search: { ...period, output: 'csv', by } as const,
})

/** Takes the file apart as a reader would; a line that does not end by CRLF would stay in a value. */
function readCsv(file: Buffer, encoding: FileEncoding, kind: UsageKind): string[][] {
  const text = encoding === 'utf-8' ? file.toString() : iconv.decode(file, 'cp932')
  const start = `${encoding === 'utf-8' ? '\ufeff' : ''}${headingsOf[kind]}\r\n`
  expect(text.startsWith(start)).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  const { data, errors } = Papa.parse<string[]>(text.slice(start.length, -2), { newline: '\r\n' })
  expect(errors).toEqual([])
  return data
}

test('a file has the rows of a plain query, one for one and in order, in both encodings, and as many as were counted', async () => {
  await fc.assert(
    fc.asyncProperty(anyPeriod, anyKind, anyEncoding, async (period, kind, encoding) => {
      const { from, until } = periodInstants(period)
      const expected = await usageRows(pool(), kind, 'called_at >= $1 AND called_at < $2', [from, until])
      const totals = await countUsage(user(), period, kind)
      expect(totals.records).toBe(expected.length)
      const file = await download(searchOf(period, kind), encoding)
      if (expected.length === 0) return expect(file).toBe('noRecords')
      const rows = readCsv(file as Buffer, encoding, kind)
      expect(rows).toEqual(expected)
      const charge = rows.reduce((sum, row) => sum + BigInt(row.at(-1)!), 0n)
      expect(charge).toBe(totals.charge)
      // Callers of the other contract begin with its number.
      expect(rows.every(([, , caller]) => caller!.startsWith('04'))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('the file of a call has its destinations alone, and their totals are those of the page', async () => {
  const { rows: calls } = await pool().query<{ call_id: string; called_at: Date }>(
    `SELECT call_id, called_at FROM usage_call WHERE contract_number = '04' AND destination_count > 100 LIMIT 3`,
  )
  expect(calls).toHaveLength(3)
  for (const { call_id, called_at } of calls) {
    const key = { callId: BigInt(call_id), calledAt: called_at }
    const rows = readCsv((await download({ call: key }, 'utf-8')) as Buffer, 'utf-8', 'destination')
    expect(rows).toEqual(await usageRows(pool(), 'destination', 'call_id = $1', [call_id]))
    const { totals, span } = await loadCallPage(user(), key, undefined, source, new Date())
    expect(totals.records).toBe(rows.length)
    expect(totals.charge).toBe(rows.reduce((sum, row) => sum + BigInt(row.at(-1)!), 0n))
    expect(totals.sentPages).toBe(rows.reduce((sum, row) => sum + BigInt(row[6]!), 0n))
    expect(totals.billedPages).toBe(rows.reduce((sum, row) => sum + BigInt(row[7]! || '0'), 0n))
    expect(span).toBeDefined()
  }
})

test('a file that is asked for as it is has every value as the screen has it, and no other file has', async () => {
  const [text, period] = ['=1+1', { startDate: firstDay, startHour: 0, endDate: firstDay, endHour: 23 }]
  await pool().query(
    `UPDATE usage_call SET callee_number = $1 WHERE contract_number = '04' AND call_id = 7`,
    [text],
  )
  const fileWith = async (formulas: FormulaChoice) =>
    (await download(searchOf(period, 'call'), 'utf-8', formulas)).toString()
  expect(await fileWith('asis')).toContain(`,${text},`)
  expect(await fileWith('guarded')).toContain(`,'${text},`)
})

test('what Shift_JIS loses of a result is counted by its codes', async () => {
  const period = { startDate: firstDay, startHour: 0, endDate: firstDay, endHour: 23 }
  const scope = { ...unmasked('04'), period: periodInstants(period) }
  expect(await shiftJisLoss({ ...scope, kind: 'call' })).toBe(0)
  await pool().query(`INSERT INTO usage_code (kind, code, first_seen_on) VALUES ('area', '서울😀京', $1)`, [
    firstDay,
  ])
  await pool().query(
    `UPDATE usage_call SET area = '서울😀京' WHERE contract_number IN ('04', '05') AND call_id IN (1, 2, 101)`,
  )
  const { rows } = await pool().query(
    `SELECT FROM usage_call WHERE contract_number = '04' AND area = '서울😀京' AND called_at >= $1 AND called_at < $2`,
    [scope.period.from, scope.period.until],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(await shiftJisLoss({ ...scope, kind: 'call' })).toBe(3 * rows.length)
  expect(await shiftJisLoss({ ...scope, kind: 'destination' })).toBe(0)
  const file = (await download(searchOf(period, 'call'), 'shift_jis')) as Buffer
  expect(iconv.decode(file, 'cp932').match(/〓/g)).toHaveLength(3 * rows.length)
})

const python = findOnPath(['python3'])
const withPython = python ? test : test.skip

withPython('another reader, Python’s csv, finds the same rows in both encodings', async () => {
  const period = { startDate: firstDay, startHour: 0, endDate: firstDay, endHour: 23 }
  const { from, until } = periodInstants(period)
  const expected = await usageRows(pool(), 'destination', 'called_at >= $1 AND called_at < $2', [from, until])
  for (const [encoding, codec] of [
    ['utf-8', 'utf-8-sig'],
    ['shift_jis', 'cp932'],
  ] as const) {
    const file = (await download(searchOf(period, 'destination'), encoding)) as Buffer
    const script = `import csv, io, json, sys
text = io.TextIOWrapper(sys.stdin.buffer, encoding='${codec}', newline='')
json.dump(list(csv.reader(text, strict=True)), sys.stdout)`
    const { stdout, stderr } = spawnSync(python!, ['-c', script], { input: file, maxBuffer: 2 ** 28 })
    expect(stderr.toString()).toBe('')
    const [heading, ...rows] = JSON.parse(stdout.toString()) as string[][]
    expect(heading!.join(',')).toBe(headingsOf.destination)
    expect(rows).toEqual(expected)
  }
})
