import { buffer } from 'node:stream/consumers'
import { Client } from 'pg'
import { compareMonths } from '@/lib/alerts/compare-months'
import type { SignedInUser } from '@/lib/auth/signed-in-user'
import { getPrisma } from '@/lib/db/prisma'
import { correctionOf, findExport } from '@/lib/exports/find-export'
import { requestExport } from '@/lib/exports/request-export'
import { listMonths } from '@/lib/statements/list-months'
import { readStatement } from '@/lib/statements/read-statement'
import { largestCalls } from '@/lib/usage/calls-of-hour'
import type { UsageConditions } from '@/lib/usage/conditions'
import { findCall } from '@/lib/usage/find-call'
import { loadCallBulkPage } from '@/lib/usage/load-call-bulk-page'
import { loadCallPage } from '@/lib/usage/load-call-page'
import { loadSearchPage } from '@/lib/usage/load-search-page'
import { readMenuUsage } from '@/lib/usage/menu-usage'
import { preflight } from '@/lib/usage/preflight'
import { runSearch } from '@/lib/usage/run-search'
import { usageKinds } from '@/lib/usage/search'
import { usageSorts } from '@/lib/usage/sort'
import { streamCsv } from '@/lib/usage/stream-file'
import { summarize } from '@/lib/usage/summarize'
import { createTestUser } from '@/tests/support/account'
import { describeOnCitus } from '@/tests/support/citus-only'
import { useTestDatabase } from '@/tests/support/connected-database'
import { limitedReader, nameByDepartment, sales } from '@/tests/support/departments'
import { makeSet, source } from '@/tests/support/exports'
import { loadRandomUsage } from '@/tests/support/random-usage'
import { plannedPart, statementsOnUsage } from '@/tests/support/spread-statements'

interface Sent {
  text: string
  values?: unknown
}

describeOnCitus('statements of web and worker', () => {
  const { pool } = useTestDatabase()
  const now = new Date('2026-02-04T03:00:00Z')
  const period = { startDate: '2026-01-30', startHour: 0, endDate: '2026-02-03', endHour: 23 }
  const conditions: UsageConditions[] = [
    {},
    { areas: ['JAPAN'], rateTypes: ['', '夜間'] },
    { callerStart: '0', chargeFrom: 1, chargeTo: 900 },
  ]
  let users: SignedInUser[]

  beforeAll(async () => {
    const whole = await createTestUser({ contractNumber: '04' })
    await loadRandomUsage(pool(), { firstDay: '2026-01-30', days: 5, contracts: ['04', '05'] })
    await nameByDepartment(pool(), '04')
    users = [whole, await limitedReader('04', [sales])]
  }, 120_000)

  /** Does what pages, files, programs and workers do. */
  async function doEverything(user: SignedInUser): Promise<void> {
    for (const by of usageKinds) {
      const search = { ...period, by, output: 'screen' } as const
      for (const narrowed of conditions)
        for (const output of ['screen', 'bulk'] as const) {
          const filter = { id: '', conditions: narrowed }
          await runSearch(user, { ...search, output, filter }, source, now)
          await preflight(user, { ...search, filter }, output)
        }
      for (const sort of usageSorts) {
        const { page } = await runSearch(user, { ...search, sort }, source, now)
        for (const cursor of [page?.next, page?.back])
          if (cursor) await runSearch(user, { ...search, sort, cursor }, source, now)
      }
      await summarize(user, search, source, now)
      const target = { search: { ...search, output: 'csv' } } as const
      const file = { encoding: 'shift_jis', formulas: 'guarded' } as const
      const { file: opened } = await streamCsv(user, { target, withNames: true, ...file }, source, now)
      await buffer(opened)
      const address = { ...period, startHour: '0', endHour: '23', by, output: 'csv' }
      await loadSearchPage(user, address, source, now)
      if (user.callers === 'all')
        await readStatement(user, { month: '2026-02', by }, { kind: 'statementViewed', source }, now, 1)
    }
    if (user.callers === 'all') await listMonths(user, now)
    await readMenuUsage(user, 600, now)
    await largestCalls(user, { ...period, startDate: '2026-02-03' })
    const call = await getPrisma().usageCall.findFirstOrThrow({
      where: {
        contractNumber: '04',
        ...(user.callers !== 'all' && { callerNumber: { in: user.callers.numbers } }),
      },
    })
    await findCall(user, String(call.callId))
    await loadCallPage(user, call, undefined, source, now)
    await loadCallBulkPage(user, call, now)
    for (const asked of [{ search: { ...period, by: 'call', output: 'bulk' } }, { call }] as const) {
      const order = { ...asked, encoding: 'utf-8', formulas: 'guarded', locale: 'ja' } as const
      const replace = (await findExport(user, now))?.exportId
      const requested = await requestExport(user, { ...order, withNames: true, replace }, source, now)
      if (requested.outcome !== 'taken') throw new Error(requested.outcome)
      await makeSet(requested.exportId)
      await correctionOf('04', (await findExport(user, now))!)
    }
  }

  test('go to one part each', async () => {
    const sending = jest.spyOn(Client.prototype, 'query')
    for (const user of users) await doEverything(user)
    await getPrisma().usageAlert.create({ data: { contractNumber: '04', amount: 1n, setAt: now } })
    await compareMonths(now)
    const sent = new Map<string, unknown[] | undefined>()
    for (const [query, given] of sending.mock.calls as unknown as [string | Sent, unknown][]) {
      const { text, values = given } = typeof query === 'string' ? { text: query } : query
      sent.set(text, Array.isArray(values) ? values : undefined)
    }
    sending.mockRestore()

    const statements = statementsOnUsage(sent.keys())
    expect(statements.length).toBeGreaterThan(40)
    const astray: string[] = []
    for (const statement of statements) {
      const { rows } = await pool().query<{ 'QUERY PLAN': string }>(
        `EXPLAIN ${plannedPart(statement)}`,
        sent.get(statement),
      )
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      const tasks = [...plan.matchAll(/Task Count: (\d+)/g)].map(([, count]) => Number(count))
      if (tasks.length !== 1 || tasks[0] !== 1) astray.push(`${statement}\n${plan}`)
    }
    expect(astray).toEqual([])
  }, 180_000)
})
