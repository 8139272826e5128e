import { getPrisma } from '@/lib/db/prisma'
import type { PortalError } from '@/lib/errors'
import { withFilter } from '@/lib/usage/filters'
import { findSavedSearch, listSavedSearches } from '@/lib/usage/read-saved-searches'
import { createTestUser } from '@/tests/support/account'
import { useTestDatabase } from '@/tests/support/connected-database'
import {
  callee,
  days,
  moving,
  named,
  narrowedTo,
  remove,
  rename,
  save,
  share,
  standing,
} from '@/tests/support/saved-searches'

useTestDatabase()

describe('a search that is shared with the contract', () => {
  /** Shared by an administrator of its own contract. */
  async function shared(contractNumber: string) {
    const owner = await createTestUser({ contractNumber })
    const filter = await narrowedTo(owner)
    await save(owner, '共有', { ...moving, filter })
    const seen = await named(owner, '共有')
    expect(await share(owner, seen)).toEqual({ outcome: 'shared' })
    return { owner, filter, saved: await named(owner, '共有') }
  }
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: PortalError) => error.refusal.code,
    )

  test('is seen and run by its colleagues, readers too, and saved by them as their own; by nobody else', async () => {
    const { owner, filter, saved } = await shared('shared-seen')
    const reader = await createTestUser({ contractNumber: owner.contractNumber, role: 'reader' })
    expect(await listSavedSearches(reader)).toEqual({ own: [], ofColleagues: [saved] })
    expect(await findSavedSearch(reader, saved.id)).toEqual(saved)
    const asked = { ...days, by: 'call', output: 'screen', filter: { id: filter.id } } as const
    expect((await withFilter(reader, asked)).filter).toEqual(filter)
    expect(await save(reader, '自分用', { ...moving, filter })).toEqual({ outcome: 'saved' })
    expect((await named(reader, '自分用')).content!.filter!.id).not.toBe(filter.id)

    const stranger = await createTestUser({ contractNumber: '05' })
    expect((await listSavedSearches(stranger)).ofColleagues).toEqual([])
    expect(await findSavedSearch(stranger, saved.id)).toBeUndefined()
    expect(await refusalOf(withFilter(stranger, asked))).toBe('notFound')

    expect(await share(owner, saved, false)).toEqual({ outcome: 'unshared' })
    expect(await findSavedSearch(reader, saved.id)).toBeUndefined()
    expect(await refusalOf(withFilter(reader, asked))).toBe('notFound')
    expect((await named(reader, '自分用')).content!.filter!.conditions).toEqual(filter.conditions)
  })

  test('is neither shown nor run with conditions on numbers by a colleague who sees them masked', async () => {
    const { owner, filter, saved } = await shared('shared-masked')
    const masked = await createTestUser({ contractNumber: owner.contractNumber, masksNumbers: true })
    const seen = await findSavedSearch(masked, saved.id)
    expect(seen).toMatchObject({ name: '共有', isMasked: true })
    expect(JSON.stringify(seen)).not.toContain(callee)
    const asked = { ...days, by: 'call', output: 'screen', filter: { id: filter.id } } as const
    expect(await refusalOf(withFilter(masked, asked))).toBe('numbersMasked')
    expect(await refusalOf(save(masked, 'x', { ...moving, filter }))).toBe('numbersMasked')
  })

  test('is renamed, unshared and deleted by administrators alone, whose it is or not', async () => {
    const { owner, saved } = await shared('shared-changed')
    const { contractNumber } = owner
    const reader = await createTestUser({ contractNumber, role: 'reader' })
    const demoted = { ...owner, role: 'reader' as const }
    for (const user of [reader, demoted]) {
      expect(await refusalOf(rename(user, saved, 'x'))).toBe('notAllowed')
      expect(await refusalOf(remove(user, saved))).toBe('notAllowed')
      expect(await refusalOf(share(user, saved, false))).toBe('notAllowed')
    }
    expect(await refusalOf(save(demoted, '共有', standing, saved))).toBe('notAllowed')
    await save(reader, '自分用')
    expect(await refusalOf(share(reader, await named(reader, '自分用')))).toBe('notAllowed')
    expect(await named(owner, '共有')).toEqual(saved)

    const colleague = await createTestUser({ contractNumber })
    expect(await rename(colleague, saved, '新しい名前')).toEqual({ outcome: 'renamed' })
    const renamed = await named(owner, '新しい名前')
    expect(await share(colleague, saved, false)).toEqual({ outcome: 'conflict', current: renamed })
    expect(await share(colleague, renamed)).toEqual({ outcome: 'unchanged' })
    expect(await remove(colleague, renamed)).toEqual({ outcome: 'deleted' })
    const kinds = await getPrisma().securityEvent.findMany({
      where: { contractNumber, kind: { startsWith: 'savedSearch' } },
      orderBy: { id: 'asc' },
    })
    expect(kinds.map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ['savedSearchShared', owner.accountId],
      ['savedSearchRenamed', colleague.accountId],
      ['savedSearchDeleted', colleague.accountId],
    ])
  })
})
