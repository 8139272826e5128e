import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { isDatabaseLost } from '@/lib/db/sql-state'
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
