import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '@/prisma/factories/random'
import { getPrisma } from '@/lib/db/prisma'
import { setStandingExport } from '@/lib/exports/standing-export'
import { ensureUsageMonths } from '@/lib/ingest/ensure-usage-months'
import { addMonthsTo, firstDayOf } from '@/lib/time/japan-month'
import { newestOverMonth } from '@/lib/usage/arrived-months'
import { createTestAccount } from '@/tests/support/account'
import { importCharge, mailsTo } from '@/tests/support/alerts'
import { logMonth } from '@/tests/support/arrived-months'
import { useTestDatabase } from '@/tests/support/connected-database'
import { eventually } from '@/tests/support/eventually'
import { checkedRows, source } from '@/tests/support/exports'
import { useForkedWorkers } from '@/tests/support/forked-worker'
import { insertUsage } from '@/tests/support/insert-usage'

const { pool } = useTestDatabase()
const { load, begin, kill } = useForkedWorkers(pool)
const accounts = 40
const contracts = 40
const kills = 6
const choices = { by: 'destination', encoding: 'utf-8', formulas: 'guarded', withNames: false } as const

const emailOf = (contractNumber: string) => `${contractNumber}@told.example`
const decided = () => getPrisma().standingExport.count({ where: { lastMonth: { not: null } } })
const mailed = () => getPrisma().alertMail.count({ where: { mailDoneAt: { not: null } } })

/** Accounts whose month has arrived, and contracts whose present month is above their amount. */
async function prepare(): Promise<string[]> {
  const db = getPrisma()
  const now = new Date()
  const month = newestOverMonth(now)
  await insertUsage(pool(), 'killed', firstDayOf(month), [{ calls: 50 }])
  for (let made = 0; made < accounts; made++) {
    const account = await createTestAccount({ contractNumber: 'killed', email: null })
    await setStandingExport(account, choices, 'ja', source, now)
  }
  await logMonth(month)
  const present = addMonthsTo(month, 1)
  const client = await pool().connect()
  await ensureUsageMonths(client, [firstDayOf(present)])
  client.release()
  const numbers = Array.from({ length: contracts }, (_, index) => `above-${index}`)
  await db.contract.createMany({ data: numbers.map((number) => ({ number, name: number })) })
  for (const contractNumber of numbers) {
    await db.usageAlert.create({ data: { contractNumber, amount: 5n, setAt: now } })
    const address = { contractNumber, email: emailOf(contractNumber), slot: 1, locale: 'ja' }
    await db.alertAddress.create({ data: { ...address, addedAt: now, verifiedAt: now } })
    await importCharge(contractNumber, present, 6n)
  }
  return numbers
}

test('pairs of workers, each killed in the midst, ask for a month once an account and tell each address of it once', async () => {
  const numbers = await prepare()
  const random = createRandom('standing')
  const broken = { decided: 0, mailed: 0 }
  let next = Promise.all([load(), load()])
  for (let round = 0; round < kills; round++) {
    const pair = await next
    next = Promise.all([load(), load()])
    const [count, all, name] =
      round % 2 === 0 ? ([decided, accounts, 'decided'] as const) : ([mailed, contracts, 'mailed'] as const)
    const before = await count()
    await Promise.all(pair.map(begin))
    // From the first one that they have done on they are in the midst of it.
    await eventually(async () => expect(await count()).toBeGreaterThan(Math.min(before, all - 1)), {
      seconds: 30,
    })
    await pause(random.integer(0, 20))
    await Promise.all(pair.map(kill))
    if ((await count()) < all) broken[name]++
    const half = await getPrisma().standingExport.count({
      where: { lastMonth: { not: null }, account: { exportRequest: null } },
    })
    expect(half).toBe(0)
  }
  // Else they were too quick to be killed, and nothing was shown.
  expect(broken.decided).toBeGreaterThan(0)
  expect(broken.mailed).toBeGreaterThan(0)

  // What a killed worker had begun to send is tried again after a minute.
  await getPrisma().alertMail.updateMany({
    where: { mailDoneAt: null, mailTriedAt: { not: null } },
    data: { mailTriedAt: new Date(Date.now() - 61_000) },
  })
  const last = await next
  await Promise.all(last.map(begin))
  await eventually(
    async () => {
      expect(await getPrisma().exportRequest.count({ where: { state: 'ready' } })).toBe(accounts)
      expect(await mailed()).toBe(contracts)
    },
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
  expect(await getPrisma().alertMail.count()).toBe(contracts)
  expect(await getPrisma().securityEvent.count({ where: { kind: 'alertMailed' } })).toBe(contracts)
  const mails = await Promise.all(numbers.map((number) => mailsTo(emailOf(number))))
  expect(mails.filter((own) => own.length === 0)).toEqual([])
  // The outbox knows no idempotency keys: what each killed worker was sending may be there twice.
  expect(mails.flat().length).toBeLessThanOrEqual(contracts + 2 * kills)
}, 240_000)
