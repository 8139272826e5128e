import { getPrisma } from '@/lib/db/prisma'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { withFilter } from '@/lib/usage/filters'
import { findSavedSearch, listSavedNames, listSavedSearches } from '@/lib/usage/read-saved-searches'
import { savedSearchesMax } from '@/lib/usage/saved-search'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import { moving, named, narrowedTo, remove, rename, save, standing } from '@/tests/support/saved-searches'

const { pool } = useTestDatabase()

test('what is saved comes back as it was, in the order of the names', async () => {
  const user = await createTestUser()
  const filter = await narrowedTo(user)
  await save(user, '10 期間固定', standing)
  await save(user, '9 前月', { ...moving, filter })
  const { own: list } = await listSavedSearches(user)
  const own = { owner: user.userId, isShared: false, id: expect.any(String) as string, version: 1 }
  expect(list).toEqual([
    { ...own, content: { ...moving, filter }, name: '9 前月' },
    { ...own, content: standing, name: '10 期間固定' },
  ])
  expect(await listSavedNames(user)).toEqual({
    own: list.map(({ id, name }) => ({ id, name })),
    ofColleagues: [],
  })
  expect(await findSavedSearch(user, list[0]!.id)).toEqual(list[0])
})

test('a saved search is its account’s alone: another of the same contract, or of another one, finds, changes and deletes nothing', async () => {
  const owner = await createTestUser()
  const filter = await narrowedTo(owner)
  await save(owner, '秘密', { ...moving, filter })
  const saved = await named(owner, '秘密')
  for (const contractNumber of [owner.contractNumber, '05']) {
    const stranger = await createTestUser({ contractNumber })
    expect(await listSavedSearches(stranger)).toEqual({ own: [], ofColleagues: [] })
    expect(await findSavedSearch(stranger, saved.id)).toBeUndefined()
    expect(await rename(stranger, saved, 'x')).toEqual({ outcome: 'gone' })
    expect(await remove(stranger, saved)).toEqual({ outcome: 'gone' })
    // Conditions of somebody else are not saved either, nor is a search of somebody else replaced.
    expect(await save(stranger, 'x', { ...moving, filter })).toEqual({ outcome: 'forgotten' })
    expect(await save(stranger, '秘密', standing, saved)).toEqual({ outcome: 'saved' })
  }
  expect(await named(owner, '秘密')).toEqual(saved)
  for (const id of ['x', '', '00000000-0000-4000-8000-000000000000'])
    expect(await findSavedSearch(owner, id)).toBeUndefined()
})

test('a name that is taken is told with what has it, and replaced only as it was shown', async () => {
  const user = await createTestUser()
  await save(user, '月次')
  const shown = await named(user, '月次')
  expect(await save(user, '月次', standing)).toEqual({ outcome: 'taken', current: shown })
  expect(await save(user, '月次', standing, shown)).toEqual({ outcome: 'replaced' })
  const replaced = { ...shown, content: standing, version: 2 }
  expect(await save(user, '月次', moving, shown)).toEqual({ outcome: 'taken', current: replaced })
  // What was agreed to lose is not lost for another name.
  expect(await save(user, '日次', moving, replaced)).toEqual({ outcome: 'saved' })
  expect(await named(user, '月次')).toEqual(replaced)
})

test('of two browsers the second is told what stands there now, and undoes nothing that it has not seen', async () => {
  const user = await createTestUser()
  await save(user, 'A')
  await save(user, 'B')
  const shown = await named(user, 'A')
  expect(await rename(user, shown, 'A')).toEqual({ outcome: 'unchanged' })
  expect(await rename(user, shown, 'B')).toEqual({ outcome: 'taken' })
  expect(await rename(user, shown, 'C')).toEqual({ outcome: 'renamed' })
  const renamed = { ...shown, name: 'C', version: 2 }
  expect(await rename(user, shown, 'D')).toEqual({ outcome: 'conflict', current: renamed })
  expect(await remove(user, shown)).toEqual({ outcome: 'conflict', current: renamed })
  expect(await remove(user, renamed)).toEqual({ outcome: 'deleted' })
  expect(await remove(user, renamed)).toEqual({ outcome: 'gone' })
  expect(await rename(user, renamed, 'D')).toEqual({ outcome: 'gone' })
  expect((await listSavedSearches(user)).own.map(({ name }) => name)).toEqual(['B'])
})

test('of many that are saved at once just as many are taken as there is room, and one of those of one name', async () => {
  const user = await createTestUser()
  const tries = await Promise.all(
    Array.from({ length: savedSearchesMax + 8 }, (_, at) => save(user, `検索 ${at}`)),
  )
  expect(tries.filter(({ outcome }) => outcome === 'saved')).toHaveLength(savedSearchesMax)
  expect(tries.filter(({ outcome }) => outcome === 'full')).toHaveLength(8)
  const { own: list } = await listSavedSearches(user)
  expect(list).toHaveLength(savedSearchesMax)
  // Where it is full one can be replaced still, and one that is deleted makes room.
  expect(await save(user, list[0]!.name, standing, list[0])).toEqual({ outcome: 'replaced' })
  await remove(user, list[1]!)
  const again = await Promise.all(Array.from({ length: 8 }, () => save(user, '同じ名前')))
  expect(again.map(({ outcome }) => outcome).sort()).toEqual([
    'saved',
    ...Array.from({ length: 7 }, () => 'taken'),
  ])
})

/** Fills an account with conditions that were narrowed by one after the other, the last of them just now. */
const narrowedBefore = (user: SignedInUser, count: number) =>
  pool().query(
    `INSERT INTO usage_filter (account_id, conditions, digest, last_used_at)
     SELECT $1, '{"chargeFrom": 1}', int8send(n), now() - n * interval '1 second' FROM generate_series(0, $2 - 1) n`,
    [user.accountId, count],
  )
const usedLongAgo = (...filters: { id: string }[]) =>
  pool().query("UPDATE usage_filter SET last_used_at = '2000-01-01' WHERE filter_id = ANY ($1::uuid[])", [
    filters.map(({ id }) => id),
  ])
const asked = { startDate: '2014-07-06', startHour: 0, endDate: '2014-07-06', endHour: 23 } as const
const readBack = async (user: SignedInUser, { id }: { id: string }) =>
  (await withFilter(user, { ...asked, by: 'call', output: 'screen', filter: { id } })).filter
const countFilters = ({ accountId }: SignedInUser) => getPrisma().usageFilter.count({ where: { accountId } })

test('conditions that a saved search names are never forgotten, however many others follow', async () => {
  const user = await createTestUser()
  const oldest = await narrowedTo(user)
  const unnamed = await narrowedTo(user, '06')
  await save(user, '保存', { ...moving, filter: oldest })
  await usedLongAgo(oldest, unnamed)
  await narrowedBefore(user, 1_100)
  await narrowedTo(user, '07')
  expect(await readBack(user, oldest)).toEqual(oldest)
  await expect(readBack(user, unnamed)).rejects.toThrow('notFound')
  expect(await countFilters(user)).toBe(1_001)

  // No longer named, the oldest is narrowed by once more: it is not forgotten under the hands of who uses it.
  await remove(user, await named(user, '保存'))
  expect(await narrowedTo(user)).toEqual(oldest)
  expect(await readBack(user, oldest)).toEqual(oldest)
  expect(await countFilters(user)).toBe(1_000)
})

test('conditions that are narrowed by again are not the oldest any more', async () => {
  const user = await createTestUser()
  const again = await narrowedTo(user)
  await usedLongAgo(again)
  await narrowedBefore(user, 999)
  expect(await narrowedTo(user)).toEqual(again)
  await narrowedTo(user, '04')
  expect(await readBack(user, again)).toEqual(again)
})

test('of narrowings at once none takes the conditions of another', async () => {
  const user = await createTestUser()
  await narrowedBefore(user, 999)
  for (let round = 0; round < 20; round++) {
    await usedLongAgo(await narrowedTo(user))
    const answered = await Promise.all([narrowedTo(user, `04${round}`), narrowedTo(user)])
    for (const filter of answered) expect(await readBack(user, filter)).toEqual(filter)
    expect(await countFilters(user)).toBe(1_000)
  }
})

test('saving and forgetting at once leaves each saved search with its conditions', async () => {
  const user = await createTestUser()
  await narrowedBefore(user, 1_000)
  for (let round = 0; round < 20; round++) {
    const filter = await narrowedTo(user)
    await usedLongAgo(filter)
    const [{ outcome }] = await Promise.all([
      save(user, `保存 ${round}`, { ...moving, filter }),
      ...['06', '07', '08'].map((start) => narrowedTo(user, `${start}${round}`)),
    ])
    expect(['saved', 'forgotten']).toContain(outcome)
    const { own: kept } = await listSavedSearches(user)
    expect(kept).toHaveLength(outcome === 'saved' ? 1 : 0)
    for (const search of kept) {
      expect(search).toMatchObject({ content: { filter } })
      await remove(user, search)
    }
  }
})

test('a search that this release cannot read is listed, renamed and deleted beside the others', async () => {
  const user = await createTestUser()
  const filter = await narrowedTo(user)
  await save(user, '新しい条件', { ...moving, filter })
  await save(user, '月次')
  await pool().query(
    `UPDATE usage_filter SET conditions = conditions || '{"ofNewerRelease": true}' WHERE filter_id = $1`,
    [filter.id],
  )
  const unread = await named(user, '新しい条件')
  expect(unread).toEqual({
    ...{ id: unread.id, name: '新しい条件', version: 1 },
    ...{ owner: user.userId, isShared: false },
  })
  expect(await findSavedSearch(user, unread.id)).toEqual(unread)
  expect(await save(user, '新しい条件')).toEqual({ outcome: 'taken', current: unread })
  expect(await rename(user, unread, '読めない検索')).toEqual({ outcome: 'renamed' })
  expect(await remove(user, { id: unread.id, version: 2 })).toEqual({ outcome: 'deleted' })
  expect((await listSavedSearches(user)).own).toMatchObject([{ name: '月次', content: moving }])
})

test('an account that was deleted meanwhile is refused', async () => {
  const user = await createTestUser()
  await getPrisma().account.delete({ where: { id: user.accountId } })
  await expect(save(user, '保存')).rejects.toThrow('notFound')
  await expect(narrowedTo(user)).rejects.toThrow('notFound')
})

test('the audit trail has who saved, renamed and deleted which, and neither a name nor a number', async () => {
  const user = await createTestUser()
  await save(user, '秘密の名前', { ...moving, filter: await narrowedTo(user) })
  const saved = await named(user, '秘密の名前')
  await save(user, '秘密の名前', standing, saved)
  await rename(user, { ...saved, version: 2 }, '別の秘密')
  await remove(user, { ...saved, version: 3 })
  const { rows } = await pool().query<{ kind: string; actor: string; detail: object; whole: string }>(
    `SELECT kind, actor, detail, security_event::text AS whole FROM security_event
     WHERE account_id = $1 ORDER BY event_id`,
    [user.accountId],
  )
  const savedId = saved.id
  expect(rows.map(({ kind, detail }) => ({ kind, detail }))).toEqual([
    { kind: 'searchSaved', detail: { savedId, replaced: false } },
    { kind: 'searchSaved', detail: { savedId, replaced: true } },
    { kind: 'savedSearchRenamed', detail: { savedId } },
    { kind: 'savedSearchDeleted', detail: { savedId } },
  ])
  for (const { actor, whole } of rows) {
    expect(actor).toBe(`user:${user.userId}`)
    expect(whole).not.toMatch(/秘密|0312345678/)
  }
})

test('an account that is deleted takes its saved searches and their conditions with it', async () => {
  const user = await createTestUser()
  await save(user, '保存', { ...moving, filter: await narrowedTo(user) })
  await getPrisma().account.delete({ where: { id: user.accountId } })
  expect(await getPrisma().savedSearch.count({ where: { accountId: user.accountId } })).toBe(0)
})
