import { formulaSafe, formulaSafeSql } from '@/lib/files/formula-safe'
import { discardDraft, keepDraft, type ImportMode } from '@/lib/numbers/draft'
import { decodeNames } from '@/lib/numbers/decode-names'
import { downloadNames } from '@/lib/numbers/download-names'
import { findName } from '@/lib/numbers/find-name'
import { departmentsOf, namesOf } from '@/lib/numbers/names-of'
import { numberNamesMax, type NamedNumber } from '@/lib/numbers/number-name'
import { previewImport } from '@/lib/numbers/preview-import'
import { readList, type NamePage } from '@/lib/numbers/read-list'
import { readNames, type NameEntry } from '@/lib/numbers/read-names'
import { removeName } from '@/lib/numbers/remove-name'
import { runImport } from '@/lib/numbers/run-import'
import { saveName } from '@/lib/numbers/save-name'
import { keepSearch } from '@/lib/numbers/search-names'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { formulaExamples } from '@/lib/help/formula-rule'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'

const { pool } = useTestDatabase()
const now = new Date('2026-11-26T03:00:00Z')
const source = { address: null, userAgent: null }
let contracts = 10
const newUser = () => createTestUser({ contractNumber: String(contracts++) })
const colleagueOf = ({ contractNumber }: SignedInUser) => createTestUser({ contractNumber })

const named = (number: string, name = `名称${number}`, department = '', accountCode = ''): NamedNumber => ({
  number,
  name,
  department,
  accountCode,
})
const save = (user: SignedInUser, name: NamedNumber, version = 0) =>
  saveName(user, name, version, source, now)

async function take(user: SignedInUser, entries: NameEntry[], mode: ImportMode = 'merge') {
  const id = await keepDraft(user, mode, entries, now)
  const preview = await previewImport(user, id)
  return { preview: preview!, outcome: await runImport(user, id, preview!.version, source, now) }
}

async function listOf({ contractNumber }: SignedInUser): Promise<NamedNumber[]> {
  const { rows } = await pool().query<NamedNumber>(
    `SELECT number, name, department, account_code AS "accountCode" FROM number_name
     WHERE contract_number = $1 ORDER BY number`,
    [contractNumber],
  )
  return rows
}

const trailOf = async ({ accountId }: SignedInUser) => {
  const { rows } = await pool().query<{ kind: string; detail: object }>(
    `SELECT kind, detail FROM security_event WHERE account_id = $1 AND kind LIKE 'numberNames%' ORDER BY event_id`,
    [accountId],
  )
  return rows.map(({ kind, detail }) => ({ kind, ...detail }))
}

test('of two editors at once the second is told what stands there now, and overwrites only then', async () => {
  const first = await newUser()
  const second = await colleagueOf(first)
  expect(await save(first, named('001', 'A'))).toEqual({ outcome: 'added' })
  const [shown] = (await list(first)).names
  expect(await save(first, named('001', 'B'), shown!.version)).toEqual({ outcome: 'changed' })
  const refused = await save(second, named('001', 'C'), shown!.version)
  expect(refused).toMatchObject({
    outcome: 'conflict',
    current: { name: 'B', changedBy: first.userId, changedAt: now },
  })
  expect((await listOf(first))[0]!.name).toBe('B')
  const { version } = (refused as { current: { version: number } }).current
  expect(await save(second, named('001', 'C'), version)).toEqual({ outcome: 'changed' })
  expect(await save(second, named('001', 'X'))).toMatchObject({ outcome: 'conflict', current: { name: 'C' } })
})

test('a name that was removed, or removed and added again, is not overwritten unseen either', async () => {
  const user = await newUser()
  await save(user, named('001'))
  const [shown] = (await list(user)).names
  expect(await removeName(user, shown!.id, shown!.version, source, now)).toEqual({ outcome: 'removed' })
  expect(await removeName(user, shown!.id, shown!.version, source, now)).toEqual({ outcome: 'gone' })
  expect(await save(user, named('001', 'B'), shown!.version)).toEqual({ outcome: 'gone' })
  await save(user, named('001', 'A'))
  expect(await save(user, named('001', 'B'), shown!.version)).toMatchObject({ outcome: 'conflict' })
})

test('of many who add and change at once exactly one goes through each time', async () => {
  const user = await newUser()
  const tries = await Promise.all(Array.from({ length: 8 }, (_, by) => save(user, named('001', `by ${by}`))))
  expect(tries.filter(({ outcome }) => outcome === 'added')).toHaveLength(1)
  expect(tries.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(7)
})

test('an import says what it would change, and does just that, by either mode', async () => {
  const user = await newUser()
  const start = [named('001', 'A', '営業'), named('002', 'B', '営業', '5410'), named('003', 'C')]
  expect((await take(user, start)).outcome).toEqual({
    outcome: 'done',
    counts: { added: 3, changed: 0, removed: 0 },
  })
  // Of 002 the department is left out, the account code emptied.
  const entries = [
    named('001', 'A', '営業'),
    { number: '002', name: 'B2', accountCode: '' },
    { number: '=1', name: '新' },
  ]
  const { preview, outcome } = await take(user, entries)
  expect(preview).toMatchObject({
    mode: 'merge',
    counts: { added: 1, changed: 1, unchanged: 1, absent: 1 },
    total: 4,
    examples: {
      added: [{ number: '=1', name: '新', department: '', oldName: null }],
      changed: [{ number: '002', name: 'B2', department: '営業', accountCode: '', oldAccountCode: '5410' }],
    },
  })
  expect(outcome).toEqual({ outcome: 'done', counts: { added: 1, changed: 1, removed: 0 } })
  const merged = [named('001', 'A', '営業'), named('002', 'B2', '営業'), named('003', 'C'), named('=1', '新')]
  expect(await listOf(user)).toEqual(merged)

  const replaced = await take(user, [named('003', 'C')], 'replace')
  expect(replaced.preview).toMatchObject({ counts: { unchanged: 1, absent: 3 }, total: 1 })
  expect(replaced.outcome).toEqual({ outcome: 'done', counts: { added: 0, changed: 0, removed: 3 } })
  expect(await listOf(user)).toEqual([named('003', 'C')])
  expect((await take(user, [named('003', 'C')])).outcome).toMatchObject({ counts: { added: 0, changed: 0 } })
  // Kinds and counts, never a number or a name; what changed nothing is no change.
  expect(await trailOf(user)).toEqual([
    { kind: 'numberNamesChanged', added: 3, changed: 0, removed: 0 },
    { kind: 'numberNamesChanged', added: 1, changed: 1, removed: 0 },
    { kind: 'numberNamesChanged', added: 0, changed: 0, removed: 3 },
  ])
})

test('an import is refused once the list has changed since it was compared, and tells who did it', async () => {
  const user = await newUser()
  const colleague = await colleagueOf(user)
  const id = await keepDraft(user, 'replace', [named('001')], now)
  const { version } = (await previewImport(user, id))!
  await save(colleague, named('002'))
  expect(await runImport(user, id, version, source, now)).toEqual({
    outcome: 'conflict',
    lastChange: { changedAt: now, changedBy: colleague.userId },
  })
  expect(await listOf(user)).toEqual([named('002')])
  const again = (await previewImport(user, id))!
  expect(again.examples.absent).toMatchObject([{ number: '002' }])
  expect(await runImport(user, id, again.version, source, now)).toMatchObject({ outcome: 'done' })
  expect(await runImport(user, id, again.version, source, now)).toEqual({ outcome: 'gone' })
})

test('a number that lost its zero in a spreadsheet is noticed', async () => {
  const user = await newUser()
  await take(user, [named('0312345678'), named('0600000000')])
  const { preview } = await take(user, [named('312345678'), named('0600000000')])
  expect(preview.zerosLost).toBe(1)
})

test('another contract, and a colleague’s draft and search, are as if they were not there', async () => {
  const user = await newUser()
  const [colleague, stranger] = [await colleagueOf(user), await newUser()]
  await save(user, named('001', '秘密', '部'))
  const [name] = (await list(user)).names
  const search = await keepSearch(user, '001', now)
  const draft = await keepDraft(user, 'replace', [named('009')], now)

  expect(await findName(stranger, name!.id)).toBeUndefined()
  expect(await removeName(stranger, name!.id, name!.version, source, now)).toEqual({ outcome: 'gone' })
  expect((await list(stranger)).listTotal).toBe(0)
  expect(await readList(stranger, { cursor: { direction: 'after', id: name!.id } })).toBe('cursor')
  expect(await namesOf(stranger.contractNumber, ['001'])).toEqual(new Map())
  expect(await departmentsOf(stranger.contractNumber)).toEqual([])
  expect((await downloadNames(stranger, 'utf-8', source, now)).toString()).not.toContain('001')
  for (const other of [stranger, colleague]) {
    expect(await previewImport(other, draft)).toBeUndefined()
    expect(await runImport(other, draft, 1, source, now)).toEqual({ outcome: 'gone' })
    await discardDraft(other, draft)
    expect(await readList(other, { search })).toBe('search')
  }
  expect(await previewImport(user, draft)).toBeDefined()
  expect(await findName(colleague, name!.id)).toEqual(name)
  expect(await namesOf(user.contractNumber, ['001', '002', '001'])).toEqual(
    new Map([['001', named('001', '秘密', '部')]]),
  )
  expect(await departmentsOf(user.contractNumber)).toEqual(['部'])
  expect(await listOf(user)).toEqual([named('001', '秘密', '部')])
})

async function list(user: SignedInUser, place: Parameters<typeof readList>[1] = {}): Promise<NamePage> {
  const page = await readList(user, place)
  if (typeof page === 'string') throw new Error(page)
  return page
}

/** Follows NEXT to the end and BACK to the start. */
async function walk(user: SignedInUser, search?: string): Promise<string[]> {
  const pages = [await list(user, { search })]
  while (pages.at(-1)!.next) pages.push(await list(user, { search, cursor: pages.at(-1)!.next }))
  for (let at = pages.length - 1; at > 0; at--)
    expect(await list(user, { search, cursor: pages[at]!.back })).toEqual(pages[at - 1])
  const numbers = pages.flatMap(({ names }) => names.map(({ number }) => number))
  for (const { total } of pages) expect(total).toBe(numbers.length)
  return numbers
}

test('pages show each name once, by number; a search finds its words in any column, signs as they are', async () => {
  const user = await newUser()
  const entries = Array.from({ length: 230 }, (_, at) =>
    named(`0${at}`, at % 2 ? 'Head Office' : '支店', at % 3 ? '総務_部' : '総務部', at % 5 ? '' : '100%'),
  )
  await take(user, entries)
  const numbersWhere = (isFound: (name: NamedNumber) => boolean) =>
    entries
      .filter(isFound)
      .map(({ number }) => number)
      .sort()
  expect(await walk(user)).toEqual(numbersWhere(() => true))
  const searches: [string, (name: NamedNumber) => boolean][] = [
    ['head', ({ name }) => name === 'Head Office'],
    ['支店　総務部', ({ name, department }) => name === '支店' && department === '総務部'],
    ['_', ({ department }) => department === '総務_部'],
    ['0%', ({ accountCode }) => accountCode === '100%'],
    ['022', ({ number }) => number.includes('022')],
    ['\\', () => false],
  ]
  for (const [text, isFound] of searches)
    expect([text, await walk(user, await keepSearch(user, text, now))]).toEqual([text, numbersWhere(isFound)])
})

test(`${numberNamesMax} names are taken in, searched, and come out unchanged; one more is refused`, async () => {
  const user = await newUser()
  const entries = Array.from({ length: numberNamesMax }, (_, at) =>
    named(`03${String(at).padStart(8, '0')}`, `株式会社山田商店 第${at}営業所`, `営業${at % 40}部`, '5410'),
  )
  const started = performance.now()
  const taken = await take(user, entries)
  expect(performance.now() - started).toBeLessThan(30_000)
  expect(taken.outcome).toEqual({
    outcome: 'done',
    counts: { added: numberNamesMax, changed: 0, removed: 0 },
  })
  const file = await downloadNames(user, 'utf-8', source, now)
  const read = readNames(decodeNames(file)!)
  const again = await take(user, read.outcome === 'read' ? read.entries : [], 'replace')
  expect(again.preview.counts).toEqual({ added: 0, changed: 0, unchanged: numberNamesMax, absent: 0 })
  const search = await keepSearch(user, '第49999営業所', now)
  expect((await list(user, { search })).total).toBe(1)

  expect(await save(user, named('1'))).toEqual({ outcome: 'full', max: numberNamesMax })
  const over = await take(user, [named('1')])
  expect(over).toMatchObject({ preview: { total: numberNamesMax + 1 }, outcome: { outcome: 'full' } })
})

test('what a file has before a formula is the same in this process as in the database', async () => {
  for (const { value } of [...formulaExamples, { value: "'' =1" }, { value: '@A1' }]) {
    const { rows } = await pool().query<{ cell: string }>(`SELECT ${formulaSafeSql('$1::text')} AS cell`, [
      value,
    ])
    expect(formulaSafe(value)).toBe(rows[0]!.cell)
  }
})
