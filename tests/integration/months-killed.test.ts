import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '@/prisma/factories/random'
import { getPrisma } from '@/lib/db/prisma'
import { setStandingExport } from '@/lib/exports/standing-export'
import { firstDayOf } from '@/lib/time/japan-month'
import { newestOverMonth } from '@/lib/usage/arrived-months'
import { createTestAccount } from '@/tests/support/account'
import { logMonth } from '@/tests/support/arrived-months'
import { useTestDatabase } from '@/tests/support/connected-database'
import { eventually } from '@/tests/support/eventually'
import { checkedRows, source } from '@/tests/support/exports'
import { useForkedWorkers } from '@/tests/support/forked-worker'
import { insertUsage } from '@/tests/support/insert-usage'

const { pool } = useTestDatabase()
const { load, begin, kill } = useForkedWorkers(pool)
const accounts = 40
const choices = { by: 'destination', encoding: 'utf-8', formulas: 'guarded', withNames: false } as const

const decided = () => getPrisma().standingExport.count({ where: { lastMonth: { not: null } } })

test('pairs of workers, each killed while it asks for a month, ask for it once an account', async () => {
  const month = newestOverMonth(new Date())
  await insertUsage(pool(), 'killed', firstDayOf(month), [{ calls: 50 }])
  for (let made = 0; made < accounts; made++) {
    const account = await createTestAccount({ contractNumber: 'killed', email: null })
    await setStandingExport(account, choices, 'ja', source, new Date())
  }
  await logMonth(month)

  const random = createRandom('standing')
  let broken = 0
  let next = Promise.all([load(), load()])
  for (let round = 0; round < 6; round++) {
    const pair = await next
    next = Promise.all([load(), load()])
    const before = await decided()
    await Promise.all(pair.map(begin))
    // From the first account that they have decided on they are in the midst of it.
    await eventually(async () => expect(await decided()).toBeGreaterThan(Math.min(before, accounts - 1)))
    await pause(random.integer(0, 20))
    await Promise.all(pair.map(kill))
    const after = await decided()
    if (after > before && after < accounts) broken++
    const half = await getPrisma().standingExport.count({
      where: { lastMonth: { not: null }, account: { exportRequest: null } },
    })
    expect(half).toBe(0)
  }
  // Else they were too quick to be killed, and nothing was shown.
  expect(broken).toBeGreaterThan(0)

  const last = await next
  await Promise.all(last.map(begin))
  await eventually(
    async () => expect(await getPrisma().exportRequest.count({ where: { state: 'ready' } })).toBe(accounts),
    { seconds: 90, everyMilliseconds: 100 },
  )
  await Promise.all(last.map(kill))
  for (const kind of ['exportRequested', 'exportReady']) {
    const events = await getPrisma().securityEvent.groupBy({
      by: ['accountId'],
      where: { kind },
      _count: true,
    })
    expect(events.map(({ _count }) => _count)).toEqual(Array(accounts).fill(1))
  }
  for (const { id } of await getPrisma().exportRequest.findMany({ take: 5 }))
    expect((await checkedRows(id)).flat()).toHaveLength(50)
}, 180_000)
