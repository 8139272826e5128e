import { buffer } from 'node:stream/consumers'
import { findExport } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import type { FileEncoding } from '@/lib/files/file-encoding'
import { lastChoices } from '@/lib/usage/last-choices'
import { runSearch } from '@/lib/usage/run-search'
import type { UsageSearch } from '@/lib/usage/search'
import { streamCsv, streamExcel } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { insertManyCalls } from '@/tests/support/many-calls'

const { pool } = useTestDatabase()
const date = '2026-02-01'
const now = new Date('2026-02-10T03:00:00Z')
const source = { address: null, userAgent: null }
const search: UsageSearch = {
  startDate: date,
  startHour: 0,
  endDate: date,
  endHour: 12,
  output: 'screen',
  by: 'call',
}
const values = { ...search, startHour: '0', endHour: '12' }

beforeAll(() => insertManyCalls(pool(), { contractNumber: '04', date, records: 3_000 }))

const newUser = () => createTestUser()

test('who has asked for nothing has no last choices', async () => {
  expect(await lastChoices(await newUser(), now)).toEqual({})
})

test('the last search is kept, by its own account alone; pages that follow its first one are no search', async () => {
  const user = await newUser()
  await runSearch(user, { ...search, endHour: 9 }, source, now)
  const { page } = await runSearch(user, search, source, now)
  expect(await lastChoices(user, now)).toEqual({ search: values })
  await runSearch(user, { ...search, endHour: 23, cursor: page!.next }, source, now)
  expect(await lastChoices(user, now)).toEqual({ search: values })
  expect(await lastChoices(await newUser(), now)).toEqual({})
})

test('many searches of one account at once are all shown, and one of them is the last', async () => {
  const user = await newUser()
  const hours = Array.from({ length: 8 }, (_, hour) => hour)
  await Promise.all(hours.map((startHour) => runSearch(user, { ...search, startHour }, source, now)))
  const { search: last } = await lastChoices(user, now)
  expect(hours.map(String)).toContain(last!.startHour)
})

test.each<[string, (encoding: FileEncoding, user: Awaited<ReturnType<typeof newUser>>) => Promise<unknown>]>([
  [
    'text file',
    async (encoding, user) => {
      const target = { search: { ...search, output: 'csv' } as const }
      const csv = await streamCsv(user, { target, encoding, formulas: 'guarded' }, source, now)
      return 'file' in csv && buffer(csv.file)
    },
  ],
  [
    'bulk export',
    async (encoding, user) => {
      const replace = (await findExport(user, now))?.exportId
      const order = { search, encoding, formulas: 'guarded', locale: 'ja', replace } as const
      return requestExport(user, order, source, now)
    },
  ],
])('the encoding of the last %s is kept beside the last search', async (_, take) => {
  const user = await newUser()
  await take('shift_jis', user)
  expect(await lastChoices(user, now)).toMatchObject({ encoding: 'shift_jis' })
  await runSearch(user, search, source, now)
  await take('utf-8', user)
  expect(await lastChoices(user, now)).toMatchObject({ search: values, encoding: 'utf-8' })
})

test('the format of the last file is kept, and one that has no encoding leaves the last one as it was', async () => {
  const user = await newUser()
  const target = { search: { ...search, output: 'csv' } as const }
  const csv = await streamCsv(user, { target, encoding: 'shift_jis', formulas: 'guarded' }, source, now)
  await buffer(csv.file)
  expect(await lastChoices(user, now)).toEqual({ format: 'csv', encoding: 'shift_jis', withNames: false })
  const describe = () => ({ recordsSheet: 'records', summarySheet: 'summary', summary: [] })
  await buffer((await streamExcel(user, { target, describe }, source, now)).file)
  expect(await lastChoices(user, now)).toEqual({ format: 'xlsx', encoding: 'shift_jis', withNames: false })
})

test('whether the last file of any kind had names is kept', async () => {
  const user = await newUser()
  const target = { search: { ...search, output: 'csv' } as const }
  const describe = () => ({ recordsSheet: 'records', summarySheet: 'summary', summary: [] })
  const csv = { target, encoding: 'utf-8', formulas: 'guarded' } as const
  const take = {
    csv: async (withNames: boolean) =>
      buffer((await streamCsv(user, { ...csv, withNames }, source, now)).file),
    excel: async (withNames: boolean) =>
      buffer((await streamExcel(user, { target, withNames, describe }, source, now)).file),
    bulk: async (withNames: boolean) =>
      requestExport(user, { ...csv, search, withNames, locale: 'ja' }, source, now),
  }
  for (const [kind, withNames] of [
    ['csv', true],
    ['excel', false],
    ['bulk', true],
    ['csv', false],
    ['excel', true],
  ] as const) {
    await take[kind](withNames)
    expect(await lastChoices(user, now)).toMatchObject({ withNames })
  }
})

test('a bulk export that is refused leaves the last encoding as it was', async () => {
  const user = await newUser()
  const request = (encoding: FileEncoding) =>
    requestExport(user, { search, encoding, formulas: 'guarded', locale: 'ja' }, source, now)
  expect(await request('shift_jis')).toMatchObject({ outcome: 'taken' })
  expect(await request('utf-8')).toMatchObject({ outcome: 'exists' })
  expect(await lastChoices(user, now)).toEqual({ encoding: 'shift_jis', withNames: false })
})

test('a search that is none by today’s rules is not proposed again', async () => {
  const user = await newUser()
  await runSearch(user, search, source, now)
  expect(await lastChoices(user, new Date(`${date}T03:00:00Z`))).toEqual({})
})
