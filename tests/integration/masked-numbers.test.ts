import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { setRole } from '@/lib/accounts/set-role'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { findExport, findReadySet } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import { downloadNames } from '@/lib/numbers/download-names'
import { keepDraft } from '@/lib/numbers/draft'
import { findName } from '@/lib/numbers/find-name'
import { maskNumber, maskedNumberSql } from '@/lib/numbers/mask-number'
import { previewImport } from '@/lib/numbers/preview-import'
import { readList } from '@/lib/numbers/read-list'
import { removeName } from '@/lib/numbers/remove-name'
import { runImport } from '@/lib/numbers/run-import'
import { saveName } from '@/lib/numbers/save-name'
import { keepSearch } from '@/lib/numbers/search-names'
import { readStatement } from '@/lib/statements/read-statement'
import { keepFilter, withFilter } from '@/lib/usage/filters'
import { findSavedSearch, listSavedSearches } from '@/lib/usage/read-saved-searches'
import { runSearch } from '@/lib/usage/run-search'
import { saveSearch } from '@/lib/usage/save-search'
import { streamCsv } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { checkedRows, makeSet } from '@/tests/support/exports'
import { insertUsage } from '@/tests/support/insert-usage'
import { linesOf } from '@/tests/support/named-files'
import { storeNames } from '@/tests/support/number-names'

const { pool } = useTestDatabase()
const contractNumber = 'masked'
const source = { address: null, userAgent: null }
const now = new Date('2026-03-10T03:00:00Z')
const day = '2026-03-01'
const period = { startDate: day, startHour: 0, endDate: day, endHour: 23 }
const search = { ...period, by: 'call', output: 'screen' } as const
const text = { encoding: 'utf-8', formulas: 'guarded', locale: 'ja' } as const

/** Two numbers that end alike, one that is masked whole, and one that is absent. */
const numbers = [
  ['0312345678', '0498765432'],
  ['0612345678', '@userco.jp'],
  ['0312345678', null],
] as const
const seenNumbers = [
  ['******5678', '******5432'],
  ['******5678', '**********'],
  ['******5678', '-----'],
]

beforeAll(async () => {
  await createTestUser({ contractNumber })
  await insertUsage(
    pool(),
    contractNumber,
    day,
    numbers.map(([caller, callee], index) => ({
      calls: 1,
      call: {
        call_id: String(index + 1),
        called_at: `start + interval '${index} hours'`,
        caller_number: `'${caller}'`,
        callee_number: callee === null ? 'NULL' : `'${callee}'`,
        charge: String(100 - index),
      },
    })),
  )
  await storeNames(pool(), contractNumber, [
    { number: '0312345678', name: '本社', department: '総務部', accountCode: '5410' },
    { number: '0498765432', name: '取引先', department: '', accountCode: '' },
  ])
})

const masked = () => createTestUser({ contractNumber, masksNumbers: true })
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: PortalError) => error.refusal.code,
  )

test('screen and files mask by one rule, whatever a number is', async () => {
  const anyNumber = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 14 }),
    fc.string({ unit: fc.constantFrom(...'0123456789*-@.a０𠮷\n'), maxLength: 14 }),
    fc.string({ unit: 'binary', maxLength: 8 }).map((any) => any.replaceAll('\0', '')),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anyNumber, { minLength: 1, maxLength: 50 }), async (some) => {
      const { rows } = await pool().query<{ seen: string }>(
        `SELECT ${maskedNumberSql('number')} AS seen FROM unnest($1::text[]) WITH ORDINALITY AS all_of (number, nth)
         ORDER BY nth`,
        [some],
      )
      expect(rows.map(({ seen }) => seen)).toEqual(some.map(maskNumber))
    }),
    { numRuns: 200 },
  )
})

test('the screen has the last four digits and the names, and the file the same', async () => {
  const user = await masked()
  const { page } = await runSearch(user, search, source, now)
  expect(page!.records.map(({ cells }) => cells.slice(2, 4))).toEqual(seenNumbers)
  expect(page!.records[0]!.names).toMatchObject({
    callerNumber: { name: '本社' },
    calleeNumber: { name: '取引先' },
  })
  for (const by of ['call', 'destination'] as const) {
    const request = { target: { search: { ...search, by } }, withNames: true, ...text }
    const file = await buffer((await streamCsv(user, request, source, now)).file)
    const [, ...rows] = linesOf(file, 'utf-8')
    expect(rows.map((row) => row.slice(2, 4))).toEqual(seenNumbers)
    expect(rows[0]).toEqual(expect.arrayContaining(['本社', '総務部', '取引先']))
  }
})

test('the month keeps a line for each number, though they look alike', async () => {
  const scope = { month: '2026-03', by: 'call' } as const
  const reading = { kind: 'statementViewed', source } as const
  const statement = await readStatement(await masked(), scope, reading, now)
  const { lines } = statement!.lists.find(({ name }) => name === 'caller')!
  expect(lines.map(({ key, name, figures }) => [key, name, figures.charge])).toEqual([
    ['******5678', '本社', 198n],
    ['******5678', undefined, 99n],
  ])
  expect(lines.every(({ isMasked }) => isMasked)).toBe(true)
})

describe('narrowing by number', () => {
  test.each([{ callerStart: '03' }, { calleeStart: '04', areas: ['JAPAN'] }])(
    'is refused: %j',
    async (conditions) => {
      const user = await masked()
      expect(await refusalOf(keepFilter(user, conditions))).toBe('numbersMasked')
      expect(await getPrisma().usageFilter.count({ where: { accountId: user.accountId } })).toBe(0)
    },
  )

  test('is refused with what was kept before the account was masked, saved searches too', async () => {
    const before = await createTestUser({ contractNumber })
    const id = await keepFilter(before, { calleeStart: '0498765432' })
    const kept = await keepFilter(before, { areas: ['JAPAN'] })
    for (const [name, filter] of Object.entries({ 番号: id, 対地: kept }))
      await saveSearch(
        before,
        name,
        { ...search, period: 'lastMonth', filter: { id: filter } },
        undefined,
        source,
        now,
      )
    const user = { ...before, role: 'reader' as const, masksNumbers: true }
    expect(await refusalOf(withFilter(user, { ...search, filter: { id } }))).toBe('numbersMasked')
    expect(await withFilter(user, { ...search, filter: { id: kept } })).toMatchObject({
      filter: { id: kept },
    })
    const { own: saved } = await listSavedSearches(user)
    expect(JSON.stringify(saved)).not.toContain('0498')
    expect(saved.map(({ name, isMasked }) => [name, isMasked])).toEqual([
      ['対地', undefined],
      ['番号', true],
    ])
    expect((await findSavedSearch(user, saved[1]!.id))!.content).toBeUndefined()
  })
})

describe('names', () => {
  const found = async (user: Awaited<ReturnType<typeof masked>>, text: string) => {
    const page = await readList(user, { search: await keepSearch(user, text, now) })
    return typeof page === 'string' ? page : page.names.map(({ number }) => number)
  }

  test('are found by their words alone, their numbers masked in list and file', async () => {
    const user = await masked()
    expect(await found(user, '本社')).toEqual(['******5678'])
    expect(await found(user, '総務')).toEqual(['******5678'])
    for (const digits of ['0312345678', '03', '5678', '*']) expect(await found(user, digits)).toEqual([])
    expect(await found(await createTestUser({ contractNumber }), '0312345678')).toEqual(['0312345678'])
    const [, ...rows] = linesOf(await downloadNames(user, 'utf-8', source, now), 'utf-8')
    expect(rows.map(([number]) => number)).toEqual(['******5678', '******5432'])
  })

  test.each(['reader', 'administrator'] as const)('of what changes them, a %s may do: ', async (role) => {
    const user = await createTestUser({ contractNumber: `names-${role}`, role })
    const name = { number: '0399990000', name: '新', department: '', accountCode: '' }
    const uuid = '00000000-0000-4000-8000-000000000000'
    const changes = {
      saveName: () => saveName(user, name, 0, source, now),
      removeName: () => removeName(user, uuid, 1, source, now),
      findName: () => findName(user, uuid),
      keepDraft: () => keepDraft(user, 'merge', [name], now),
      previewImport: () => previewImport(user, uuid),
      runImport: () => runImport(user, uuid, 0, source, now),
    }
    for (const [change, run] of Object.entries(changes))
      expect([change, await refusalOf(run())]).toEqual([change, role === 'reader' ? 'notAllowed' : undefined])
    const count = await getPrisma().numberName.count({ where: { contractNumber: user.contractNumber } })
    expect(count).toBe(role === 'reader' ? 0 : 1)
  })
})

describe('a bulk export', () => {
  const order = { search: { ...search, output: 'bulk' }, ...text } as const

  test('has its numbers masked', async () => {
    const user = await masked()
    const taken = await requestExport(user, order, source, now)
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    await makeSet(taken.exportId)
    const [rows] = await checkedRows(taken.exportId)
    expect(rows!.map((row) => row.slice(2, 4))).toEqual(seenNumbers)
  })

  test('asked for by a request that was read before its account was masked has them masked too', async () => {
    const before = await createTestUser({ contractNumber })
    const filter = await withFilter(before, {
      ...order.search,
      filter: { id: await keepFilter(before, { callerStart: '03' }) },
    })
    await setRole(
      { userId: before.userId, role: 'reader', masksNumbers: true, departments: [] },
      'yamada',
      now,
    )
    expect(await refusalOf(requestExport(before, { ...order, search: filter }, source, now))).toBe(
      'numbersMasked',
    )
    const taken = await requestExport(before, order, source, now)
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    await makeSet(taken.exportId)
    const [rows] = await checkedRows(taken.exportId)
    expect(rows!.map((row) => row.slice(2, 4))).toEqual(seenNumbers)
    const after = { ...before, role: 'reader' as const, masksNumbers: true }
    expect(await findReadySet(after, taken.exportId, new Date())).toBeDefined()
  })

  test('made before its account was masked is served to nobody, and deleted with the change', async () => {
    const before = await createTestUser({ contractNumber })
    const taken = await requestExport(before, order, source, now)
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    await makeSet(taken.exportId)
    expect(await findReadySet(before, taken.exportId, new Date())).toBeDefined()

    const after = { ...before, role: 'reader' as const, masksNumbers: true }
    expect(await findReadySet(after, taken.exportId, new Date())).toBeUndefined()
    expect(await findExport(after, new Date())).toBeUndefined()

    const { userId, accountId } = before
    const changed = await setRole(
      { userId, role: 'reader', masksNumbers: true, departments: [] },
      'yamada',
      now,
    )
    expect(changed).toEqual({ isSetDeleted: true })
    expect(await getPrisma().exportRequest.count({ where: { accountId } })).toBe(0)
    expect(await getPrisma().securityEvent.findMany({ where: { accountId, kind: 'roleSet' } })).toMatchObject(
      [{ actor: 'operator:yamada', detail: { role: 'reader', masksNumbers: true, isSetDeleted: true } }],
    )
  })

  test('that is being made stops when its account is masked, and stays where nothing changes', async () => {
    const before = await createTestUser({ contractNumber })
    const taken = await requestExport(before, order, source, now)
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    const { userId, accountId } = before
    await setRole({ userId, role: 'reader', masksNumbers: false, departments: [] }, 'yamada', now)
    expect(await getPrisma().exportRequest.count({ where: { accountId, state: 'waiting' } })).toBe(1)
    await setRole({ userId, role: 'reader', masksNumbers: true, departments: [] }, 'yamada', now)
    await makeSet(taken.exportId)
    expect(await getPrisma().exportRequest.count({ where: { accountId } })).toBe(0)
    expect(await getPrisma().exportFile.count({ where: { exportId: taken.exportId } })).toBe(0)
  })
})
