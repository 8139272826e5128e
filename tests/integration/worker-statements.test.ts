import type { Pool } from 'pg'
import { compareMonths } from '@/lib/alerts/compare-months'
import { connectDatabase } from '@/lib/db/pool'
import { getPrisma } from '@/lib/db/prisma'
import { requestExport } from '@/lib/exports/request-export'
import { testOnPlain } from '@/tests/support/citus-only'
import { createTestUser } from '@/tests/support/account'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { openDatabaseLine, type DatabaseLine } from '@/tests/support/database-line'
import { contractOf, makeSet, requestNewExport, source } from '@/tests/support/exports'
import { generateUsage } from '@/tests/support/generated-usage'
import { spreadFaults, statementsOnUsage } from '@/tests/support/spread-statements'

let database: TestDatabase
let line: DatabaseLine
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase()
  const direct = connectDatabase(database.databaseUrl)
  await generateUsage(direct, contractOf(10_001), 10_001)
  await direct.end()
  line = await openDatabaseLine(database.databaseUrl)
  pool = connectDatabase(line.databaseUrl)
})
afterAll(async () => {
  await getPrisma().$disconnect()
  await pool.end()
  await line.close()
  await database.drop()
})

testOnPlain(
  'each statement of a worker on a table of usage names the contract, and joins no other table',
  async () => {
    const contractNumber = contractOf(10_001)
    for (const by of ['call', 'destination'] as const)
      for (const withNames of [false, true]) {
        const { exportId } = await requestNewExport(contractNumber, { by, withNames })
        await makeSet(exportId)
      }
    const now = new Date()
    const call = await getPrisma().usageCall.findFirstOrThrow({ where: { contractNumber } })
    const order = { call, encoding: 'utf-8', formulas: 'guarded', locale: 'ja' } as const
    const requested = await requestExport(await createTestUser({ contractNumber }), order, source, now)
    if (requested.outcome === 'taken') await makeSet(requested.exportId)
    await getPrisma().usageAlert.create({ data: { contractNumber, amount: 1n, setAt: now } })
    await compareMonths(now)

    const statements = statementsOnUsage(line.statements())
    const copies = statements.filter((text) => text.startsWith('COPY'))
    for (const part of ['usage_call', 'call_id = ', 'names ->'])
      expect(copies.filter((text) => text.includes(part))).not.toEqual([])
    for (const table of ['usage_load', 'usage_hour', 'usage_destination'])
      expect(statements.some((text) => text.includes(table))).toBe(true)
    expect(await spreadFaults(pool, statements)).toEqual([])
  },
)
