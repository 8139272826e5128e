import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { isDatabaseLost } from '@/lib/db/sql-state'
import { useTestDatabase } from '@/tests/support/connected-database'
import { openDatabaseLine } from '@/tests/support/database-line'

const { pool } = useTestDatabase()

it('lends no connection again whose transaction got no answer', async () => {
  const direct = pool()
  const line = await openDatabaseLine(direct.options.connectionString!)
  const held = connectDatabase(line.databaseUrl)
  Object.assign(held.options, { max: 1, query_timeout: 500 })
  try {
    const hung = getPrisma().$transaction(
      async (db) => {
        await db.contract.count()
        line.hold()
        await db.contract.count()
      },
      { isolationLevel: 'RepeatableRead' },
    )
    const error = await hung.catch((reason: unknown) => reason)
    expect(isDatabaseLost(error)).toBe(true)
    line.restore()
    await getPrisma().contract.create({ data: { number: '99', name: 'after' } })
    expect((await direct.query("SELECT name FROM contract WHERE contract_number = '99'")).rows).toHaveLength(
      1,
    )
  } finally {
    line.restore()
    await held.end()
    await line.close()
    connectDatabase(direct.options.connectionString!)
  }
})
