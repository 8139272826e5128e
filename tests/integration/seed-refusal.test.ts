import { Client } from 'pg'
import { env } from '@/lib/env'
import { PlainError } from '@/lib/plain-error'
import { refuseProduction, seedDatabase } from '@/prisma/seed-database'
import { createTestDatabase } from '@/tests/support/database'
import { textRows } from '@/tests/support/text-rows'

describe('a database that is not for a demo', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let client: Client

  beforeAll(async () => {
    database = await createTestDatabase()
    client = new Client({ connectionString: database.databaseUrl })
    await client.connect()
  }, 60_000)
  afterAll(async () => {
    await client.end()
    await database.drop()
  })
  afterEach(async () => {
    await client.query('TRUNCATE contract, account CASCADE')
  })

  const state = async () =>
    textRows(
      client,
      `SELECT (SELECT array_agg(contract::text ORDER BY contract_number)::text FROM contract),
              (SELECT array_agg(user_id ORDER BY user_id)::text FROM account),
              (SELECT count(*) FROM usage_call), (SELECT count(*) FROM usage_import),
              (SELECT count(*) FROM pg_inherits)`,
    )

  it.each([
    ['a contract of its own', "INSERT INTO contract VALUES ('123', '他社')", /contract 123/],
    ['a contract with the number of the demo', "INSERT INTO contract VALUES ('04', '他社')", /contract 04/],
    [
      'an account of its own',
      `INSERT INTO contract VALUES ('04', '見本商事株式会社');
       INSERT INTO account (user_id, contract_number, password_hash) VALUES ('someone', '04', 'secret')`,
      /account someone/,
    ],
  ])('is refused and left alone when it holds %s', async (_, sql, message) => {
    await client.query(sql)
    const before = await state()
    const refusal = seedDatabase(database.databaseUrl)
    await expect(refusal).rejects.toThrow(PlainError)
    await expect(refusal).rejects.toThrow(message)
    expect(await state()).toEqual(before)
  })

  it('is welcome again once it is a demo, whatever an operator has added to it', async () => {
    await client.query(`INSERT INTO contract VALUES ('123', '他社');
      INSERT INTO usage_import (usage_date, calls_sha256, destinations_sha256, call_records, destination_records, imported_by)
      VALUES ('2014-07-06', '', '', 0, 0, 'seed')`)
    await expect(refuseProduction(database.databaseUrl)).resolves.toBeUndefined()
    await client.query('TRUNCATE usage_import CASCADE')
  })

  it('is refused in production, empty as it may be', async () => {
    const mode = jest.replaceProperty(env, 'mode', 'production')
    try {
      const before = await state()
      await expect(seedDatabase(database.databaseUrl)).rejects.toThrow('NODE_ENV is production')
      expect(await state()).toEqual(before)
    } finally {
      mode.restore()
    }
  })

  it('is not refused for having no tables yet', async () => {
    await client.query('CREATE DATABASE seed_without_tables')
    const url = new URL(database.databaseUrl)
    url.pathname = '/seed_without_tables'
    try {
      await expect(refuseProduction(url.href)).resolves.toBeUndefined()
    } finally {
      await client.query('DROP DATABASE seed_without_tables')
    }
  })
})
