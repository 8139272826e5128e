import { setTimeout as pause } from 'node:timers/promises'
import { connectDatabase, getPool } from '@/lib/db/pool'
import { getPrisma, type Database } from '@/lib/db/prisma'
import { isConnectionLost, isDatabaseLost } from '@/lib/db/sql-state'
import { useTestDatabase } from '@/tests/support/connected-database'
import { openDatabaseLine } from '@/tests/support/database-line'

const { pool } = useTestDatabase()

const statements = {
  'one of Prisma’s own': { text: /"account"/, send: () => getPrisma().account.count() },
  'plain SQL': { text: /SELECT 4711/, send: () => getPrisma().$queryRaw`SELECT 4711` },
  'plain SQL that gives no rows': { text: /SELECT 4712/, send: () => getPrisma().$executeRaw`SELECT 4712` },
  'plain SQL in a transaction': {
    text: /SELECT 4713/,
    send: () => getPrisma().$transaction((db) => db.$queryRaw`SELECT 4713`),
  },
  'the end of a transaction': {
    text: /^COMMIT/,
    send: () => getPrisma().$transaction((db) => db.contract.count()),
  },
}
const cases = Object.entries(statements).flatMap(([name, statement]) =>
  (['cut', 'reset'] as const).map((act) => ({ name, act, ...statement })),
)

it.each(cases)('knows that the database is lost where $name meets a $act', async ({ act, text, send }) => {
  const direct = pool().options.connectionString!
  const line = await openDatabaseLine(direct)
  const broken = connectDatabase(line.databaseUrl)
  try {
    await getPrisma().contract.count()
    line.at(text, act)
    const error = await send().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(isDatabaseLost(error)).toBe(true)
  } finally {
    await getPrisma().$disconnect()
    await broken.end()
    await line.close()
    connectDatabase(direct)
  }
})

describe('Prisma’s one code for transactions', () => {
  const failureOf = (work: Promise<unknown>) => work.catch((reason: unknown) => reason)

  it.each([
    ['before a statement', (db: Database) => db.contract.count()],
    ['before its end', () => Promise.resolve()],
  ])('is of no lost connection where a transaction takes too long, noticed %s', async (_, after) => {
    const slow = getPrisma().$transaction(
      async (db) => {
        await db.contract.count()
        await pause(300)
        await after(db)
      },
      { timeout: 100 },
    )
    const error = await failureOf(slow)
    expect(error).toMatchObject({ code: 'P2028' })
    expect([isDatabaseLost(error), isConnectionLost(error)]).toEqual([true, false])
  })

  it('is of one where a transaction gets no connection', async () => {
    const lent = getPool()
    const clients = await Promise.all(Array.from({ length: lent.options.max! }, () => lent.connect()))
    const error = await failureOf(getPrisma().$transaction((db) => db.contract.count(), { maxWait: 100 }))
    for (const client of clients) client.release()
    expect(error).toMatchObject({ code: 'P2028' })
    expect([isDatabaseLost(error), isConnectionLost(error)]).toEqual([true, true])
  })
})
