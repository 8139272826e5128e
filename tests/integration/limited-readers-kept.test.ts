import { buffer } from 'node:stream/consumers'
import { setRole } from '@/lib/accounts/set-role'
import { readAlert } from '@/lib/alerts/read-alert'
import { accountUser } from '@/lib/auth/account-user'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { departmentNumbersMax } from '@/lib/auth/seen-callers'
import { getPrisma } from '@/lib/db/prisma'
import type { PortalError } from '@/lib/errors'
import { findExport, findReadySet } from '@/lib/exports/find-export'
import { manifestText } from '@/lib/exports/manifest'
import { requestExport } from '@/lib/exports/request-export'
import { requestStandingExports } from '@/lib/exports/request-standing-exports'
import { setStandingExport } from '@/lib/exports/standing-export'
import { downloadNames } from '@/lib/numbers/download-names'
import { readList } from '@/lib/numbers/read-list'
import { keepSearch } from '@/lib/numbers/search-names'
import { listMonths } from '@/lib/statements/list-months'
import { readStatement } from '@/lib/statements/read-statement'
import { callSets } from '@/lib/usage/call-sets'
import { largestCalls } from '@/lib/usage/calls-of-hour'
import { countTarget, totalTarget } from '@/lib/usage/download-target'
import { keepFilter, withFilter } from '@/lib/usage/filters'
import { findCall } from '@/lib/usage/find-call'
import { loadCallBulkPage } from '@/lib/usage/load-call-bulk-page'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { listSavedSearches } from '@/lib/usage/read-saved-searches'
import { runSearch } from '@/lib/usage/run-search'
import { saveSearch } from '@/lib/usage/save-search'
import { shareSavedSearch } from '@/lib/usage/change-saved-search'
import { streamCsv } from '@/lib/usage/stream-file'
import { createTestUser } from '@/tests/support/account'
import { logMonth } from '@/tests/support/arrived-months'
import { useTestDatabase } from '@/tests/support/connected-database'
import { affairs, limitedReader, sales } from '@/tests/support/departments'
import { checkedRows, makeSet } from '@/tests/support/exports'
import { insertUsage } from '@/tests/support/insert-usage'
import { linesOf } from '@/tests/support/named-files'
import { storeNames } from '@/tests/support/number-names'

const { pool } = useTestDatabase()
const contractNumber = 'limited'
const source = { address: null, userAgent: null }
const now = new Date('2026-03-10T03:00:00Z')
const day = '2026-03-01'
const period = { startDate: day, startHour: 0, endDate: day, endHour: 23 }
const search = { ...period, by: 'call', output: 'screen' } as const
const text = { encoding: 'utf-8', formulas: 'guarded', locale: 'ja' } as const

/** Of 営業部, of 総務部, of no department, and without a name; each makes the call of its place, from 1 on. */
const numbers = ['0311110001', '0322220002', '0333330003', '0344440004'] as const
const named = [sales, affairs, ''].map((department, index) => ({
  number: numbers[index]!,
  name: `支店${index + 1}`,
  department,
  accountCode: '',
}))

beforeAll(async () => {
  await insertUsage(
    pool(),
    contractNumber,
    day,
    numbers.map((number, index) => ({
      calls: 1,
      call: {
        ...{ call_id: String(index + 1), caller_number: `'${number}'`, charge: String(100 + index) },
        ...{ called_at: `start + interval '${index} hours'`, destination_count: '3' },
      },
    })),
  )
  // One destination of the first call was dialled for another department.
  await pool().query(
    `UPDATE usage_destination SET caller_number = $1 WHERE contract_number = $2 AND call_id = 1 AND destination_no = 3`,
    [numbers[1], contractNumber],
  )
})
beforeEach(() => storeNames(pool(), contractNumber, named))

const limited = (...departments: string[]) => limitedReader(contractNumber, departments)
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: PortalError) => error.refusal.code,
  )

/** The same user at a later request. */
async function again(user: SignedInUser): Promise<SignedInUser> {
  const account = await getPrisma().account.findUniqueOrThrow({
    where: { id: user.accountId },
    include: { contract: true },
  })
  return { ...user, ...(await accountUser(account)) }
}

/** What of the four numbers calls are seen of. */
async function callersOf(user: SignedInUser): Promise<string[]> {
  const { page } = await runSearch(user, search, source, now)
  return page!.records.map(({ cells }) => cells[2]!)
}

test('a call is there for its own department alone, and so are its destinations', async () => {
  const user = await limited(sales)
  for (const callId of ['2', '3', '4']) expect(await findCall(user, callId)).toBeUndefined()
  const call = (await findCall(user, '1'))!
  const { callId, calledAt } = call.key
  const page = await loadCallPage(user, call.key, undefined, source, now)
  expect([page.totals.records, page.page!.records.length, page.file.isNamed]).toEqual([2, 2, true])
  expect((await loadCallBulkPage(user, { callId, calledAt }, now)).totals.records).toBe(2)
  expect(await countTarget(user, { call: { callId, calledAt } })).toBe(2)
  expect((await totalTarget(user, { call: { callId, calledAt } })).records).toBe(2)
  expect(await callSets(user, { callId }, getPrisma())).toEqual([{ from: 1, to: 2, records: 2 }])
  const request = { target: { call: { callId, calledAt } }, ...text }
  expect(linesOf(await buffer((await streamCsv(user, request, source, now)).file), 'utf-8')).toHaveLength(3)

  // That of another department's call is in a search by destination, though its call is not there.
  const other = await limited(affairs)
  expect(await findCall(other, '1')).toBeUndefined()
  const found = await runSearch(other, { ...search, by: 'destination' }, source, now)
  expect(found.page!.records.map(({ key }) => Number(key.callId))).toEqual([1, 2, 2, 2])
  const hour = { ...period, endHour: 0 }
  expect((await largestCalls(user, hour)).map(({ callId, records }) => [Number(callId), records])).toEqual([
    [1, 2],
  ])
  expect(await largestCalls(other, hour)).toEqual([])
})

test('a change of names is followed at once; a department that no name has any more leaves nothing', async () => {
  const user = await limited(sales)
  expect(await callersOf(user)).toEqual([numbers[0]])
  await storeNames(pool(), contractNumber, [
    { ...named[0]!, department: '' },
    { ...named[2]!, department: sales },
  ])
  expect(await callersOf(await again(user))).toEqual([numbers[2]])
  await storeNames(pool(), contractNumber, [])
  const none = await again(user)
  expect(none.callers).toEqual({ departments: [sales], numbers: [] })
  expect(await callersOf(none)).toEqual([])
  expect(await requestExport(none, { search: { ...search, output: 'bulk' }, ...text }, source, now)).toEqual({
    outcome: 'noRecords',
  })
})

test('what is of the whole contract is refused: the sheets of months, and the alert', async () => {
  const user = await limited(sales, affairs)
  const reading = { kind: 'statementViewed', source } as const
  expect(await refusalOf(readStatement(user, { month: '2026-03', by: 'call' }, reading, now))).toBe(
    'departmentsOnly',
  )
  expect(await refusalOf(listMonths(user, now))).toBe('departmentsOnly')
  expect(await refusalOf(readAlert(user, now))).toBe('departmentsOnly')
  const reader = await createTestUser({ contractNumber, role: 'reader' })
  expect([await refusalOf(listMonths(reader, now)), await refusalOf(readAlert(reader, now))]).toEqual([
    undefined,
    undefined,
  ])
})

test('the list of names has those of its departments: page, search, cursor and file', async () => {
  const user = await limited(sales)
  const numbersOf = async (place: Parameters<typeof readList>[1]) => {
    const page = await readList(user, place)
    return typeof page === 'string' ? page : page.names.map(({ number }) => number)
  }
  expect(await readList(user, {})).toMatchObject({ total: 1, listTotal: 1 })
  expect(await numbersOf({})).toEqual([numbers[0]])
  for (const words of ['支店', '0', sales])
    expect(await numbersOf({ search: await keepSearch(user, words, now) })).toEqual([numbers[0]])
  expect(await numbersOf({ search: await keepSearch(user, affairs, now) })).toEqual([])
  const other = await getPrisma().numberName.findFirstOrThrow({
    where: { contractNumber, number: numbers[1] },
  })
  expect(await numbersOf({ cursor: { direction: 'after', id: other.id } })).toBe('cursor')
  const [, ...rows] = linesOf(await downloadNames(user, 'utf-8', source, now), 'utf-8')
  expect(rows.map(([number]) => number)).toEqual([numbers[0]])
})

test('a shared search finds what its runner sees', async () => {
  const administrator = await createTestUser({ contractNumber })
  const filter = await keepFilter(administrator, { callerStart: '03' })
  await saveSearch(
    administrator,
    '全社',
    { ...search, period, filter: { id: filter } },
    undefined,
    source,
    now,
  )
  const [saved] = (await listSavedSearches(administrator)).own
  await shareSavedSearch(administrator, { id: saved!.id, version: saved!.version }, true, source, now)
  const user = await limited(affairs)
  const narrowed = await withFilter(user, { ...search, filter: { id: filter } })
  const { page } = await runSearch(user, narrowed, source, now)
  expect(page!.records.map(({ cells }) => cells[2])).toEqual([numbers[1]])
})

describe('a bulk export', () => {
  const order = { search: { ...search, output: 'bulk' }, ...text } as const

  async function readySetOf(user: SignedInUser): Promise<string> {
    const taken = await requestExport(user, order, source, now)
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    await makeSet(taken.exportId)
    return taken.exportId
  }

  test('has the records of its departments, and its manifest says so', async () => {
    const user = await limited(sales)
    const id = await readySetOf(user)
    expect((await checkedRows(id)).flat().map((row) => row[2])).toEqual([numbers[0]])
    const set = (await findReadySet(user, id, new Date()))!
    expect(JSON.parse(manifestText(set, contractNumber))).toMatchObject({ departments: [sales] })
  })

  test('has what its account saw when it asked, whatever names are since', async () => {
    const user = await limited(sales)
    const taken = await requestExport(user, order, source, now)
    if (taken.outcome !== 'taken') throw new Error(taken.outcome)
    await storeNames(pool(), contractNumber, [...named.slice(0, 2), { ...named[2]!, department: sales }])
    await makeSet(taken.exportId)
    expect((await checkedRows(taken.exportId)).flat()).toHaveLength(1)
    expect(await findReadySet(await again(user), taken.exportId, new Date())).toBeDefined()
    // A number that is the department's no more takes the set with it.
    await storeNames(pool(), contractNumber, named.slice(1))
    expect(await findExport(await again(user), new Date())).toBeUndefined()
    expect(await findReadySet(await again(user), taken.exportId, new Date())).toBeUndefined()
  })

  test('made with other departments is served to nobody, and deleted with the change', async () => {
    const before = await createTestUser({ contractNumber })
    const id = await readySetOf(before)
    const { userId, accountId } = before
    for (const callers of [await limited(sales), await limited('昔の部署')])
      expect(await findReadySet({ ...before, callers: callers.callers }, id, new Date())).toBeUndefined()
    const access = { userId, role: 'reader', masksNumbers: false } as const
    expect(await setRole({ ...access, departments: [sales] }, 'yamada', now)).toEqual({ isSetDeleted: true })
    expect(await getPrisma().securityEvent.findMany({ where: { accountId, kind: 'roleSet' } })).toMatchObject(
      [{ detail: { role: 'reader', masksNumbers: false, departments: sales, isSetDeleted: true } }],
    )
    const after = await again(before)
    const own = await readySetOf(after)
    expect(await setRole({ ...access, departments: [sales] }, 'yamada', now)).toEqual({ isSetDeleted: false })
    expect(await findReadySet({ ...after, callers: 'all' }, own, new Date())).toBeUndefined()
    expect(await setRole({ ...access, departments: [sales, affairs] }, 'yamada', now)).toEqual({
      isSetDeleted: true,
    })
  })

  test('of each month has the records of its departments', async () => {
    await logMonth('2026-03')
    const user = await limited(sales)
    const choices = { by: 'destination', encoding: 'utf-8', formulas: 'guarded', withNames: false } as const
    await setStandingExport(user, choices, 'ja', source, now)
    await requestStandingExports(new Date('2026-04-02T03:00:00Z'))
    const set = await getPrisma().exportRequest.findUniqueOrThrow({ where: { accountId: user.accountId } })
    expect(set).toMatchObject({ recordsTotal: 2, departments: [sales], callerNumbers: [numbers[0]] })
    await makeSet(set.id)
    expect((await checkedRows(set.id)).flat()).toHaveLength(2)
  })
})

describe('the departments of an account', () => {
  const access = { role: 'reader', masksNumbers: true } as const

  test('are those that names have, each said where one is not', async () => {
    const { userId } = await createTestUser({ contractNumber })
    const set = (departments: string[]) => setRole({ userId, ...access, departments }, 'yamada', now)
    await expect(set([sales, '営業'])).rejects.toMatchObject({
      refusal: {
        code: 'unknownDepartment',
        department: '営業',
        contractNumber,
        known: `${sales}, ${affairs}`,
      },
    })
    await storeNames(pool(), contractNumber, named.slice(2))
    expect(await refusalOf(set([sales]))).toBe('noDepartments')
  })

  test(`have ${departmentNumbersMax} numbers at most, and as many can be read by`, async () => {
    const many = Array.from({ length: departmentNumbersMax }, (_, index) => ({
      ...named[0]!,
      number: index === 0 ? numbers[0] : `05${String(index).padStart(9, '0')}`,
    }))
    await storeNames(pool(), contractNumber, [...many, { ...named[1]!, name: '서울' }])
    const user = await limited(sales)
    expect(await callersOf(user)).toEqual([numbers[0]])
    const found = await runSearch(user, { ...search, output: 'bulk' }, source, now)
    expect(found.preflight.destination.totals.records).toBe(2)
    const request = { target: { search: { ...search, output: 'csv' } }, ...text } as const
    expect(linesOf(await buffer((await streamCsv(user, request, source, now)).file), 'utf-8')).toHaveLength(2)
    expect((await loadCallBulkPage(user, { callId: 1n, calledAt: now }, now)).totals.records).toBe(2)

    await storeNames(pool(), contractNumber, [...many, { ...named[1]!, department: sales }])
    expect(await refusalOf(again(user))).toBe('departmentsTooLarge')
    expect(
      await refusalOf(setRole({ userId: user.userId, ...access, departments: [sales] }, 'yamada', now)),
    ).toBe('departmentsTooLarge')
  })
})
