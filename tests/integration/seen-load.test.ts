import { compareMonths } from '@/lib/alerts/compare-months'
import { getPrisma } from '@/lib/db/prisma'
import { correctionOf, findExport } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import { listMonths } from '@/lib/statements/list-months'
import { readStatement } from '@/lib/statements/read-statement'
import { readDailyUsage } from '@/lib/usage/daily-usage'
import { loadSearchPage } from '@/lib/usage/load-search-page'
import { loadedDaysOf } from '@/lib/usage/loaded-days'
import { runSearch } from '@/lib/usage/run-search'
import type { UsageSearch } from '@/lib/usage/search'
import { copySeenLoad } from '@/lib/usage/seen-load'
import { summarize } from '@/lib/usage/summarize'
import { createTestUser } from '@/tests/support/account'
import { makeSet, source } from '@/tests/support/exports'
import { useImports } from '@/tests/support/imports'
import { emptyUsage } from '@/tests/support/usage-files'

const { pool, loadCalls } = useImports(['04', '05'])
const now = new Date('2026-11-20T03:00:00Z')
const loadDay = (date: string, counts: Record<string, number>) =>
  loadCalls(counts, date, { allowFewer: true })
const noted = async () =>
  Object.fromEntries(
    (await getPrisma().usageLoad.findMany()).map(({ contractNumber, importId }) => [
      contractNumber,
      Number(importId),
    ]),
  )

let user: Awaited<ReturnType<typeof createTestUser>>
beforeAll(async () => {
  user = await createTestUser({ contractNumber: '04' })
})
beforeEach(() => emptyUsage(pool()))

const search: UsageSearch = {
  startDate: '2026-11-18',
  startHour: 0,
  endDate: '2026-11-19',
  endHour: 23,
  by: 'call',
  output: 'screen',
}

test('each load is noted for each contract, with nothing of it on the day or none any more', async () => {
  expect(await noted()).toEqual({})
  await loadDay('2026-11-18', { '04': 3 })
  expect(await noted()).toEqual({ '04': 1, '05': 1 })
  await loadDay('2026-11-19', { '05': 3 })
  await loadDay('2026-11-19', { '04': 1 })
  expect(await noted()).toEqual({ '04': 3, '05': 3 })
})

/**
 * Two days are loaded, and the second is corrected; then the number of the correction is taken back, as it is before
 * its records are seen where these are on other machines.
 */
async function loadUnseen(): Promise<void> {
  await loadDay('2026-11-18', { '04': 3 })
  await loadDay('2026-11-19', { '04': 3 })
  await loadDay('2026-11-18', { '04': 4 })
  await getPrisma().usageLoad.update({ where: { contractNumber: '04' }, data: { importId: 1 } })
}
const see = () => getPrisma().usageLoad.update({ where: { contractNumber: '04' }, data: { importId: 3 } })

test('what is shown beside records goes by the load that they are of, though the log has later ones', async () => {
  await loadUnseen()
  const read = async () => {
    const { thisMonth } = await readDailyUsage(user, now)
    return {
      before: (await loadedDaysOf('04', now)).completeUntil,
      form: (await loadSearchPage(user, {}, source, now)).days.completeUntil,
      complete: (await runSearch(user, search, source, now)).days.completeUntil,
      missing: (await summarize(user, search, source, now)).missingDays,
      shown: thisMonth.days.filter(({ figures }) => figures).map(({ date }) => date),
      corrections: (await readStatement(
        user,
        { month: '2026-11', by: 'call' },
        { kind: 'statementViewed', source },
        now,
      ))!.corrections.length,
      listed: (await listMonths(user, now))[0]!.corrections,
    }
  }
  expect(await read()).toEqual({
    before: '2026-11-18',
    form: '2026-11-18',
    complete: '2026-11-18',
    missing: ['2026-11-19'],
    shown: ['2026-11-18'],
    corrections: 0,
    listed: 0,
  })
  await see()
  expect(await read()).toEqual({
    before: '2026-11-19',
    form: '2026-11-19',
    complete: '2026-11-19',
    missing: [],
    shown: ['2026-11-18', '2026-11-19'],
    corrections: 1,
    listed: 1,
  })
})

test('where no load has been noted for a contract, the newest line of the log counts, in files too', async () => {
  expect(await copySeenLoad(pool(), '04')).toBe(0n)
  await loadUnseen()
  expect(await copySeenLoad(pool(), '04')).toBe(1n)
  await getPrisma().usageLoad.delete({ where: { contractNumber: '04' } })
  expect(await copySeenLoad(pool(), '04')).toBe(3n)
  expect((await loadedDaysOf('04', now)).completeUntil).toBe('2026-11-19')
})

test('a bulk export is of the load that its records are of: a later one corrects it', async () => {
  await loadUnseen()
  const order = { search: { ...search, output: 'bulk' }, encoding: 'utf-8', formulas: 'guarded' } as const
  const correctionAfter = async () => {
    const requested = await requestExport(
      user,
      { ...order, locale: 'ja', replace: (await findExport(user, now))?.exportId },
      source,
      now,
    )
    if (requested.outcome !== 'taken') throw new Error(requested.outcome)
    await makeSet(requested.exportId)
    return correctionOf('04', (await findExport(user, new Date()))!)
  }
  expect(await correctionAfter()).toMatchObject({ date: '2026-11-18' })
  await see()
  expect(await correctionAfter()).toBeUndefined()
})

test('a month is compared with an amount again once its records are seen', async () => {
  await loadUnseen()
  await getPrisma().usageAlert.create({
    data: { contractNumber: '04', amount: 1n, setAt: now },
  })
  const looked = async () => {
    await compareMonths(now)
    return (await getPrisma().usageAlert.findUniqueOrThrow({ where: { contractNumber: '04' } }))
      .lookedImportId
  }
  expect(await looked()).toBe(1n)
  await see()
  expect(await looked()).toBe(3n)
})
